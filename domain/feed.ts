import type { PageFrame } from './page.ts'
import { type PublicRecord, recordAddress } from './record.ts'
import { summaryOf } from './summary.ts'

/** What a feed is made of: the newest version of each record, newest first. */
export type Feed = {
  title: string
  /** Address of the page it follows, e.g. `/disclosures/`; the feed lies beside it. */
  address: string
  items: readonly PublicRecord[]
}

/** A feed in Atom (RFC 4287). An entry is a record: a correction or withdrawal brings it back with a new date. */
export function atomFeed(feed: Feed, frame: PageFrame): string {
  const home = `${frame.origin}${feed.address}`
  const entries = feed.items.map((record) => {
    const url = `${frame.origin}${recordAddress(record.kind, record.id)}`
    return element('entry', [
      element('id', url),
      element('title', newsTitle(record)),
      element('updated', instantOf(record.publishedOn)),
      `<link rel="alternate" type="text/html" href="${escaped(url)}"/>`,
      element('summary', summaryOf(record)),
      ...(record.party ? [element('author', [element('name', record.party.name)])] : []),
    ])
  })
  const parts = [
    element('id', home),
    element('title', feedTitle(feed, frame)),
    element('updated', instantOf(newestDay(feed))),
    `<link rel="alternate" type="text/html" href="${escaped(home)}"/>`,
    `<link rel="self" type="application/atom+xml" href="${escaped(`${home}feed.xml`)}"/>`,
    element('author', [element('name', frame.bureau.name)]),
    ...entries,
  ]
  return `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">\n${parts.join('\n')}\n</feed>\n`
}

/** The same feed as JSON Feed 1.1. */
export function jsonFeed(feed: Feed, frame: PageFrame): string {
  const home = `${frame.origin}${feed.address}`
  return `${JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feedTitle(feed, frame),
    home_page_url: home,
    feed_url: `${home}feed.json`,
    language: 'zh-CN',
    authors: [{ name: frame.bureau.name }],
    items: feed.items.map((record) => {
      const url = `${frame.origin}${recordAddress(record.kind, record.id)}`
      return {
        id: url,
        url,
        title: newsTitle(record),
        content_text: summaryOf(record),
        date_modified: instantOf(record.publishedOn),
        ...(record.party && { authors: [{ name: record.party.name }] }),
        tags: [record.kind],
        _record: { kind: record.kind, id: record.id, version: record.version, withdrawn: record.withdrawn !== null },
      }
    }),
  })}\n`
}

/** What a version is called where it is news. */
export function newsTitle(record: PublicRecord): string {
  if (record.withdrawn) return `已撤回：${record.title}`
  return record.change ? `更正：${record.title}` : record.title
}

function feedTitle(feed: Feed, frame: PageFrame): string {
  return `${feed.title} · ${frame.bureau.name}${frame.demo ? '（演示数据）' : ''}`
}

/** Records are dated by day; a feed wants an instant, so it is the day's first in Asia/Shanghai. */
function instantOf(day: string): string {
  return `${day}T00:00:00+08:00`
}

/** An empty feed has no day of its own, and the day of rendering would change its bytes every night. */
function newestDay(feed: Feed): string {
  return feed.items.reduce((newest, { publishedOn }) => (publishedOn > newest ? publishedOn : newest), '1970-01-01')
}

function element(name: string, content: string | string[]): string {
  return typeof content === 'string'
    ? `<${name}>${escaped(content)}</${name}>`
    : `<${name}>\n${content.join('\n')}\n</${name}>`
}

/** XML 1.0 allows no control characters, escaped or not. */
function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  )
}
