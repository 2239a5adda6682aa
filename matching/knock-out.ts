/** What a ranking leaves out, and why: whole firms, and routes of firms that stay by another. */
import { type Candidates, mostNamed } from './candidates.ts'
import type { KnockOut, Ranking } from './match.ts'
import type { Question } from './question.ts'
import { compare } from './reference.ts'

/**
 * `count` is the number of firms left out; `byReason` counts firms and routes by code (`firm.…` and `route.…`).
 * `nearest` names the firms that something could bring back, nearest first, then the routes.
 */
export function knockOuts(question: Question, candidates: Candidates, firms: number): Ranking['knockedOut'] {
  const routes = knockedRoutes(question, candidates)
  const byReason: Record<string, number> = { ...candidates.left.byReason }
  const left = Object.values(byReason).reduce((sum, count) => sum + count, 0)
  for (const { reason } of routes) byReason[reason.code] = (byReason[reason.code] ?? 0) + 1
  const idle = firms - candidates.firms.length - left
  if (idle > 0) byReason['firm.no-operation'] = idle
  return {
    count: firms - candidates.firms.length,
    byReason,
    nearest: [...candidates.left.nearest, ...routes.slice(0, mostNamed)],
  }
}

/** Each rule once a firm. */
function knockedRoutes({ reference }: Question, { chains }: Candidates): KnockOut[] {
  const found = new Map<string, KnockOut>()
  for (const { chain, lines } of chains) {
    const items = new Set(chain.nodes.map(({ item }) => item.id))
    for (const { firm, ruled } of lines) {
      for (const { id, machineType, process } of ruled) {
        const figures = { rule: id, machineType, process }
        found.set(`${firm.firm.id}|${id}`, {
          firm: firm.firm.id,
          reason: { code: 'route.machine-rule', figures },
        })
      }
      for (const rule of reference.ownMaterialRules) {
        if (!firm.workedMaterials.has(rule.family) || !rule.items.some(item => items.has(item))) continue
        found.set(`${firm.firm.id}|${rule.id}`, {
          firm: firm.firm.id,
          reason: { code: 'route.own-material', figures: { rule: rule.id, family: rule.family } },
        })
      }
    }
  }
  return [...found].sort(([a], [b]) => compare(a, b)).map(([, knockOut]) => knockOut)
}
