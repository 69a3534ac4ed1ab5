import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Engine } from '#db/engine.ts'
import { listPublications } from '#db/publication.ts'
import type { PublicRecord } from '#domain/record.ts'
import { compareRows } from '#domain/standard/compare.ts'
import { summaryOf } from '#domain/summary.ts'
import { comparisonWords } from '#domain/words/zh/standard.ts'
import { measure, type Taken } from './measure.ts'

/** What `hugo version` says, shortened; null where there is none. */
export function hugoVersion(): string | null {
  const { stdout } = spawnSync('hugo', ['version'], { encoding: 'utf8' })
  return /v[\d.]+/.exec(stdout ?? '')?.[0] ?? null
}

/**
 * The records of a database as a Hugo site, to build beside ours: the same files per record (page, JSON and CSV, of the
 * record and of its first version; feeds of every enterprise and list), the same frame of a page word for word, the
 * three tables of ten results, lists of a hundred to a page. Hugo is spared what it would have to be taught: every
 * comparison with a limit stands computed in the front matter, an enterprise shows its results as a table instead of
 * charts, there are no pages of pollutants and laboratories, no bulk tables, and nothing waits for the disk.
 */
export class HugoSite {
  private position = 0
  private readonly root: string
  constructor(root: string) {
    this.root = root
  }

  /** Brings the content to what a database has published; the frame is cut from a page of ours. */
  async write(db: Engine, ourPage: string): Promise<void> {
    if (this.position === 0) writeTemplates(this.root, ourPage)
    for (;;) {
      const batch = await listPublications(db, this.position, 500)
      const last = batch.at(-1)
      if (!last) return
      for (const { record } of batch) this.put(record)
      this.position = last.position
    }
  }

  /** Builds everything anew. */
  async build(): Promise<Taken> {
    const out = join(this.root, 'public')
    rmSync(out, { recursive: true, force: true })
    return measure('hugo', ['--quiet', '--source', this.root, '--destination', out], {
      HUGO_CACHEDIR: `${this.root}/cache`,
    })
  }

  private put(record: PublicRecord): void {
    if (record.kind === 'enterprise' && record.data) {
      const { data } = record as PublicRecord<'enterprise'>
      const facts = { 地址: data?.address, 行业: data?.industry, 许可证: data?.permitNo, 登记: data?.registeredOn }
      this.store(`enterprises/${record.id}/_index.md`, record, { type: 'enterprise', facts })
    }
    if (record.kind === 'soil_self_monitoring' && record.data) {
      const { data, party } = record as PublicRecord<'soil_self_monitoring'>
      if (!data) return
      const comparisons = compareRows(data.rows, data.landClass)
      const rows = data.rows.map((row, n) => {
        const compared = comparisons[n]
        const words = compared ? comparisonWords(compared, data.landClass) : ''
        const limit = compared?.screening ? `${compared.screening.value} mg/kg（${compared.standard}）` : ''
        return {
          ...row,
          item: compared?.item,
          state: compared?.state,
          words,
          limit,
          ratio: compared?.ratio?.toFixed(2),
        }
      })
      const about = { type: 'disclosure', year: data.period.year, rows, change: record.change }
      this.store(`enterprises/${party?.code}/${record.id}.md`, record, { ...about, institution: data.institution })
    }
  }

  private store(path: string, record: PublicRecord, about: object): void {
    const { id, version, title, publishedOn: date, party } = record
    const file = join(this.root, 'content', path)
    mkdirSync(dirname(file), { recursive: true })
    const front = { id, version, title, date, party, description: summaryOf(record), ...about }
    writeFileSync(file, `${JSON.stringify(front, null, 1)}\n`)
  }
}

const CONFIG = `
baseURL = "https://example.invalid/"
languageCode = "zh-CN"
title = "净土"
disableKinds = ["taxonomy", "term", "sitemap", "robotsTXT", "404"]
paginate = 100
[outputs]
page = ["HTML", "JSON", "CSV", "OldPage", "OldJSON", "OldCSV"]
section = ["HTML", "JSON", "CSV", "RSS", "Feed"]
home = ["HTML", "RSS", "Feed"]
[outputFormats.OldPage]
mediaType = "text/html"
path = "v1"
baseName = "index"
isHTML = true
[outputFormats.OldJSON]
mediaType = "application/json"
path = "v1"
isPlainText = true
[outputFormats.OldCSV]
mediaType = "text/csv"
path = "v1"
isPlainText = true
[outputFormats.Feed]
mediaType = "application/json"
baseName = "feed"
isPlainText = true
`

const ROW = '<th scope="row">{{ .point }} <span class="soft small">{{ .depthTop }}—{{ .depthBottom }} 米</span></th>'
const NAME = '<td><a href="/pollutants/{{ .item }}/">{{ .pollutant }}</a></td>'
const DISCLOSURE = `<article class="record"><header class="record-head"><h1>{{ .Title }}</h1>
<p><a href="/enterprises/{{ .Params.party.code }}/">{{ .Params.party.name }}</a> 填报，<time>{{ .Date.Format "2006年1月2日" }}</time>签字，第 {{ .Params.version }} 版</p>
<p class="lead">{{ .Description }}</p><p>一共 {{ len .Params.rows }} 个结果。</p></header>
<section><h2>超过筛选值的结果</h2><table class="soil-table"><tbody>
{{ range .Params.rows }}{{ if eq .state "over" }}<tr>${ROW}${NAME}<td><b class="nowrap">{{ .value }}</b> <span class="soft small">筛选值 {{ .limit }}</span></td><td class="over"><span class="nowrap">▲ {{ .ratio }} 倍</span> <span class="small">{{ .words }}</span></td></tr>{{ end }}{{ end }}
</tbody></table></section>
<section><h2>每种污染物</h2><table class="soil-table"><tbody>
{{ range .Params.rows }}<tr>${NAME}<td><b class="nowrap">{{ .value }}</b> <span class="soft small">{{ .point }}</span></td><td class="{{ .state }}">{{ .words }}</td><td><span class="nowrap">{{ .limit }}</span></td></tr>{{ end }}
</tbody></table><details><summary>逐条看全部结果</summary><table class="soil-table"><tbody>
{{ range .Params.rows }}<tr><th colspan="5" scope="rowgroup" class="group">{{ .pollutant }} <span class="soft small">筛选值 {{ .limit }}</span></th></tr>
<tr><td class="nowrap">{{ .point }}</td><td>{{ .depthTop }}—{{ .depthBottom }}</td><td>{{ .sampledOn }}</td><td class="nowrap">{{ .value }} {{ .unit }}</td><td class="{{ .state }}">{{ .ratio }} 倍</td></tr>{{ end }}
</tbody></table></details></section><dl class="facts"><div><dt>检测机构</dt><dd><a href="/institutions/{{ .Params.institution.code }}/">{{ .Params.institution.name }}</a></dd></div></dl>
<aside><a href="/disclosures/{{ .Params.id }}.csv">CSV 表格</a> <a href="/disclosures/{{ .Params.id }}.json">JSON 数据</a><p>第 {{ .Params.version }} 版</p></aside></article>`
const ENTERPRISE = `<article class="record"><h1>{{ .Title }}</h1><p class="lead">{{ .Description }}</p>
<dl class="facts">{{ range $k, $v := .Params.facts }}<div><dt>{{ $k }}</dt><dd>{{ $v }}</dd></div>{{ end }}</dl>
{{ range .RegularPages.ByParam "year" }}<section><h2><a href="{{ .RelPermalink }}">{{ .Params.year }} 年</a></h2><table class="soil-table"><tbody>
{{ range .Params.rows }}<tr>${NAME}<td><b class="nowrap">{{ .value }}</b> <span class="soft small">{{ .point }}</span></td><td class="{{ .state }}">{{ .words }}</td><td><span class="nowrap">{{ .limit }}</span></td></tr>{{ end }}
</tbody></table></section>{{ end }}</article>`
const LINES = `<ul>{{ range $page.Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ with .Params.party }}{{ .name }}{{ end }} <time>{{ .Date.Format "2006-01-02" }}</time> <span>{{ .Description }}</span></li>{{ end }}</ul>`
const listOf = (pages: string) => `<h1>{{ .Title }}</h1>{{ $page := .Paginate (${pages}) }}${LINES}`
const CSV = `编号,点位,污染物,结果,单位,筛选值,比较
{{ range .Params.rows }}{{ $.Params.id }},{{ .point }},{{ .pollutant }},{{ .value }},{{ .unit }},{{ .limit }},{{ .words }}
{{ end }}`
const FEED = `{"version":"https://jsonfeed.org/version/1.1","title":{{ .Title | jsonify }},"items":[{{ range $n, $page := first 50 (sort .RegularPages "Date" "desc") }}{{ if $n }},{{ end }}{"id":{{ .Permalink | jsonify }},"title":{{ .Title | jsonify }},"summary":{{ .Description | jsonify }}}{{ end }}]}`
const LIST_JSON = '{"title":{{ .Title | jsonify }},"id":{{ .Params.id | jsonify }}}'

function writeTemplates(root: string, ourPage: string): void {
  const page = readFileSync(ourPage, 'utf8')
  const [before = '', rest = ''] = page.split(/(?<=<main[^>]*>)/)
  const after = rest.slice(rest.indexOf('</main>'))
  const frame = before
    .replace(/<title>[^<]*/, '<title>{{ .Title }}')
    .replace(/(name="description" content=")[^"]*/, '$1{{ .Description }}')
    .replaceAll(
      /<script[\s\S]*?<\/script>/g,
      '<script type="application/ld+json">{{ .Params.facts | jsonify | safeJS }}</script>',
    )
  const framed = (main: string) => `${frame}${main}${after}`
  const files: Record<string, string> = {
    'config.toml': CONFIG,
    'content/enterprises/_index.md': '{"title":"企业"}\n',
    'content/disclosures/_index.md': '{"title":"企业土壤监测","type":"disclosures"}\n',
    'layouts/index.html': framed('<h1>净土</h1>{{ range first 10 site.RegularPages }}<p>{{ .Title }}</p>{{ end }}'),
    'layouts/_default/list.html': framed(listOf('.Sections')),
    'layouts/disclosures/list.html': framed(listOf('site.RegularPages')),
    'layouts/enterprise/list.html': framed(ENTERPRISE),
    'layouts/_default/single.html': framed(DISCLOSURE),
    'layouts/_default/single.oldpage.html': framed(DISCLOSURE),
    'layouts/_default/list.json': LIST_JSON,
    'layouts/_default/list.csv': '{{ .Params.id }},{{ .Title }}\n',
    'layouts/_default/list.feed.json': FEED,
    'layouts/index.feed.json': FEED,
  }
  for (const format of ['json', 'oldjson.json']) files[`layouts/_default/single.${format}`] = '{{ .Params | jsonify }}'
  for (const format of ['csv', 'oldcsv.csv']) files[`layouts/_default/single.${format}`] = CSV
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}
