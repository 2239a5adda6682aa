import { parisMidnight } from '../../paris-date.ts'
import type { ContractFacts, OrderedFacts, Process } from './facts.ts'
import { contractInstant, publicFrom } from './moments.ts'
import { itemsOf, referenceTo, valueOf } from './parts.ts'
import type { AwardPart, ContractPart, ImplementationPart } from './schemas.ts'

type Milestone = NonNullable<ImplementationPart['milestones']>[number]
type Transaction = NonNullable<ImplementationPart['transactions']>[number]

const sumOf = (goods: readonly { cents: number }[]) => goods.reduce((sum, { cents }) => sum + cents, 0)

/** What one agreement or call-off orders at an instant. */
function orderedAt(
  process: Process,
  contract: ContractFacts,
  callOffId: string | null,
  at: string,
): OrderedFacts[] {
  return contract.ordered.filter(
    line =>
      line.callOffId === callOffId &&
      (line.exercisedAt === null || contractInstant(process, contract, line.exercisedAt) <= at),
  )
}

function milestoneOf(process: Process, contract: ContractFacts, line: OrderedFacts, at: string): Milestone {
  const delivered = contract.delivered
    .filter(({ orderLineId }) => orderLineId === line.id)
    .map(({ quantity, acceptedOn }) => ({ quantity, met: contractInstant(process, contract, acceptedOn) }))
    .filter(({ met }) => met <= at)
  const quantity = delivered.reduce((sum, one) => sum + one.quantity, 0)
  const isMet = quantity >= line.quantity
  const isOver = contract.endedOn !== null && contractInstant(process, contract, contract.endedOn) <= at
  const last = delivered
    .map(({ met }) => met)
    .sort()
    .at(-1)
  return {
    id: line.id,
    title: `Livraison : ${line.name}`,
    type: 'delivery',
    dueDate: parisMidnight(line.due),
    ...(isMet && last !== undefined && { dateMet: last }),
    status: isMet ? 'met' : quantity > 0 ? 'partiallyMet' : isOver ? 'notMet' : 'scheduled',
  }
}

/** Payments by an instant. What one delivery was paid is told where it follows from the whole: it would give a price away. */
function transactionsOf(
  process: Process,
  contract: ContractFacts,
  lines: readonly OrderedFacts[],
  at: string,
): Transaction[] {
  const payer = referenceTo(process.buyer)
  const { advance, delivered, onePrice, suppliers } = contract
  const [holder] = suppliers
  const isOfAgreement = lines.every(({ callOffId }) => callOffId === null)
  const advances =
    advance === null || holder === undefined || !isOfAgreement
      ? []
      : [
          {
            id: `${contract.id}-advance`,
            date: contractInstant(process, contract, advance.paidOn),
            value: valueOf(advance.cents),
            payer,
            payee: referenceTo(holder),
          },
        ]
  const payments = delivered.flatMap(({ id, orderLineId, paidOn, cents, payee }): Transaction[] =>
    paidOn === null || !lines.some(line => line.id === orderLineId)
      ? []
      : [
          {
            id,
            date: contractInstant(process, contract, paidOn),
            ...(onePrice && { value: valueOf(cents) }),
            payer,
            payee: referenceTo(payee),
          },
        ],
  )
  return [...advances, ...payments].filter(({ date }) => date <= at)
}

function implementationOf(
  process: Process,
  contract: ContractFacts,
  lines: readonly OrderedFacts[],
  at: string,
): { implementation?: ImplementationPart } {
  const milestones = lines.map(line => milestoneOf(process, contract, line, at))
  const transactions = transactionsOf(process, contract, lines, at)
  if (milestones.length === 0 && transactions.length === 0) return {}
  return {
    implementation: {
      ...(transactions.length > 0 && { transactions }),
      ...(milestones.length > 0 && { milestones }),
    },
  }
}

function periodOf({ starts, ends, ordered }: Pick<ContractFacts, 'starts' | 'ends' | 'ordered'>) {
  const end =
    ends ??
    ordered
      .map(({ due }) => due)
      .sort()
      .at(-1)
  return {
    startDate: parisMidnight(starts),
    ...(end !== undefined && end >= starts && { endDate: parisMidnight(end) }),
  }
}

/** The award behind a contract: of a framework the most that may be ordered, of an order what is. */
export function awardOf(process: Process, contract: ContractFacts): AwardPart {
  const { id, title, form, cents, maximumCents, suppliers, lines } = contract
  const held = suppliers.map(referenceTo)
  const period = form === 'framework' && { contractPeriod: periodOf(contract) }
  return {
    id,
    title,
    status: 'active',
    date: publicFrom(process, contract),
    value: valueOf(maximumCents ?? cents),
    ...(held.length > 0 && { suppliers: [...new Map(held.map(one => [one.id, one])).values()] }),
    items: itemsOf(lines),
    ...period,
  }
}

/** What was signed by an instant: the order, or the call-offs of a framework that were accepted, each a contract. */
export function contractsOf(process: Process, contract: ContractFacts, at: string): ContractPart[] {
  const { id: awardID, title, form, concludedOn, endedOn, cents, callOffs } = contract
  const isOver = endedOn !== null && contractInstant(process, contract, endedOn) <= at
  const status = isOver ? 'terminated' : 'active'
  if (form === 'order') {
    const lines = orderedAt(process, contract, null, at)
    const exercised = lines.filter(({ exercisedAt }) => exercisedAt !== null)
    // Beside the value before and after, the quantity of an option would give its price away.
    const told = contract.onePrice ? lines : lines.filter(({ exercisedAt }) => exercisedAt === null)
    return [
      {
        id: awardID,
        awardID,
        title,
        status,
        period: periodOf({ ...contract, ordered: lines }),
        value: valueOf(cents + sumOf(exercised)),
        items: itemsOf(told),
        dateSigned: parisMidnight(concludedOn),
        ...implementationOf(process, contract, lines, at),
      },
    ]
  }
  return callOffs.flatMap((callOff): ContractPart[] => {
    const dateSigned = contractInstant(process, contract, callOff.acceptedAt)
    if (dateSigned > at) return []
    const lines = orderedAt(process, contract, callOff.id, at)
    const end = lines
      .map(({ due }) => parisMidnight(due))
      .sort()
      .at(-1)
    return [
      {
        id: callOff.id,
        awardID,
        title: `${title}, bon de commande ${callOff.number}`,
        status,
        period: { startDate: dateSigned, ...(end !== undefined && end >= dateSigned && { endDate: end }) },
        value: valueOf(callOff.cents),
        ...(contract.onePrice && { items: itemsOf(lines) }),
        dateSigned,
        ...implementationOf(process, contract, lines, at),
      },
    ]
  })
}
