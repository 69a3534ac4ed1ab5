import type { TipKind } from '#domain/tip/kinds.ts'
import { SUB_KINDS_OF } from '#domain/tip/taxonomy.ts'
import { SUB_KIND_WORDS } from '#domain/words/zh/taxonomy.ts'
import { TIP_KIND_WORDS } from '#domain/words/zh/tip.ts'
import { ChoiceField } from '../Field.tsx'

type Props = { kinds: string[]; chosen: string[]; onChange: (chosen: string[]) => void }

/** The second level of each kind that was chosen and has one. */
export function EntrySubKinds({ kinds, chosen, onChange }: Props) {
  return (Object.keys(SUB_KINDS_OF) as TipKind[])
    .filter((kind) => kinds.includes(kind) && SUB_KINDS_OF[kind].length > 0)
    .map((kind) => {
      const under: readonly string[] = SUB_KINDS_OF[kind]
      const others = chosen.filter((one) => !under.includes(one))
      return (
        <ChoiceField
          key={kind}
          label={`${TIP_KIND_WORDS[kind]}：具体是哪一种`}
          optional
          options={SUB_KINDS_OF[kind]}
          words={SUB_KIND_WORDS}
          chosen={chosen}
          onChange={(now) => onChange([...others, ...now])}
        />
      )
    })
}
