import type { DB } from '@maillage/db/tables/database.ts'
import type { Transaction } from 'kysely'
import { type Fault, invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { readProcedure } from '../procedures/queries.ts'
import type { ProcedureShown } from '../procedures/schemas.ts'
import type { Conclusion } from './conclude.ts'
import { said } from './said.ts'
import { totalCents } from './totals.ts'

const DIRECT = ['without-publicity', 'imperious-urgency']

/** What an agreement comes to at most, in cents ex tax: options count, and a framework counts with its maximum. */
export function mostCents({ form, maximumCents, lines, options }: Conclusion): number {
  if (form === 'framework') return maximumCents ?? 0
  const ofLines = lines.map(line => totalCents(line.quantity, line.priceCents, line.perQuantity))
  const ofOptions = options.map(({ line: at, quantity }) => {
    const line = lines[at]
    return line === undefined ? 0 : totalCents(quantity, line.priceCents, line.perQuantity)
  })
  return [...ofLines, ...ofOptions].reduce((sum, cents) => sum + cents, 0)
}

/** Cents that contracts made directly for a need come to already, but for those that came to nothing. */
async function boughtDirectly(trx: Transaction<DB>, needId: string): Promise<number> {
  const rows = await trx
    .selectFrom('contract')
    .innerJoin('contractNeed', 'contractNeed.contractId', 'contract.id')
    .select(['contract.totalCents', 'contract.maximumCents'])
    .where('contractNeed.needId', '=', needId)
    .where('origin', '=', 'direct')
    .where('state', 'not in', ['declined', 'withdrawn'])
    .execute()
  return rows.reduce((sum, row) => sum + (row.maximumCents ?? row.totalCents), 0)
}

async function directFault(
  trx: Transaction<DB>,
  procedure: ProcedureShown,
  needId: string,
  cents: number,
): Promise<Fault['message'] | null> {
  const { chosen, approvedAt, rule, totalCents: estimated, needCents } = procedure
  if (!DIRECT.includes(chosen)) return said.notDirect
  if (chosen === 'imperious-urgency') return approvedAt === null ? said.notApproved : null
  const bought = await boughtDirectly(trx, needId)
  const whole = estimated - needCents + bought + cents
  return rule.belowCents !== null && whole >= rule.belowCents ? said.aboveThreshold : null
}

/**
 * Whether what a contract comes from allows it: for `direct`, the procedure chosen for each need, approved where it has to
 * be and within its threshold; for `private`, quotes asked by a private buyer. What the others come from answers for them.
 * Returns what it comes from.
 */
export async function mayConclude(
  trx: Transaction<DB>,
  conclusion: Conclusion,
): Promise<{ originId: string | null } | Refusal> {
  const { origin, originId, needs } = conclusion
  if (origin === 'elsewhere' || origin === 'tender')
    return originId === null ? invalid([{ field: '/originId', message: said.noOrigin }]) : { originId }
  const faults: Fault[] = []
  let first: string | null = null
  for (const [at, needId] of needs.entries()) {
    const procedure = await readProcedure(trx, needId)
    const message =
      procedure === null
        ? said.noProcedure
        : origin === 'direct'
          ? await directFault(trx, procedure, needId, mostCents(conclusion))
          : procedure.chosen === 'quotes'
            ? null
            : said.notQuotes
    if (message !== null) faults.push({ field: `/needs/${at}`, message })
    first ??= procedure?.id ?? null
  }
  return faults.length > 0 ? invalid(faults) : { originId: first }
}
