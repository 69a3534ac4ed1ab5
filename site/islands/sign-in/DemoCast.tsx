import { useMutation } from '@tanstack/react-query'
import { ROLES } from '#domain/access.ts'
import { ROLE_WORDS } from '#domain/words/zh/access.ts'
import { type DemoMember, signInAsDemo } from '../../client.ts'
import { ErrorNote } from '../Field.tsx'

/** The invented people of a demo bureau and of who files with it, each one tap away. */
export function DemoCast({ members, onDone }: { members: DemoMember[]; onDone: () => void }) {
  const enter = useMutation({ mutationFn: signInAsDemo, onSuccess: onDone })
  return (
    <div className="cast">
      <p className="hint">
        这是演示单位，人物都是虚构的。点一个人，就以他的身份进入：局里的人进办件台，企业的人进企业填报。
      </p>
      <ErrorNote error={enter.error} />
      {ROLES.map((role) => {
        const people = members.filter((member) => member.role === role)
        return (
          people.length > 0 && (
            <section key={role} aria-labelledby={`cast-${role}`}>
              <p id={`cast-${role}`} className="cast-role">
                {ROLE_WORDS[role]}
              </p>
              <ul>
                {people.map((member) => (
                  <li key={member.as}>
                    <button
                      type="button"
                      className="button"
                      disabled={enter.isPending}
                      onClick={() => enter.mutate(member.as)}
                    >
                      <b>{member.name}</b>
                      {member.orgName && <span>{member.orgName}</span>}
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          )
        )
      })}
    </div>
  )
}
