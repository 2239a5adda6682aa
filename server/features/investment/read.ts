import type { DB } from '@maillage/db/tables/database.ts'
import type { InvestmentTable } from '@maillage/db/tables/investments.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Kysely, Selectable } from 'kysely'
import { knownIn } from '../catalogue/known.ts'
import { type Amount, byMonth, preparedIn, runsAhead } from './months.ts'
import { askedOf, needed, orderedOf } from './orders.ts'
import type { ByProduct, InvestmentShown } from './schemas.ts'

interface Subject {
  item: string | null
  family: string | null
  day: string
  quantity: number
}

/** Of what is asked for, what an item would meet: it is asked for by name, or by its family. */
function meetBy(catalogue: Catalogue, item: string, asked: Subject[]): Amount[] {
  const family = knownIn(catalogue).items.get(item)?.family ?? null
  return asked.filter(one => one.item === item || (one.item === null && one.family === family))
}

const sum = (amounts: Amount[], from: string) =>
  amounts.reduce((all, { day, quantity }) => (day >= from ? all + quantity : all), 0)

/** A day in the month before which nothing counts: the first of this one. */
const since = (today: string) => `${today.slice(0, 7)}-01`

function shown(
  { organisationId: _, updatedAt, ...row }: Selectable<InvestmentTable>,
  ordered: Amount[],
  asked: Amount[],
  today: string,
): InvestmentShown {
  const from = since(today)
  const quantities = { prepared: preparedIn(row), ordered: sum(ordered, from) }
  return {
    ...row,
    updatedAt: updatedAt.toISOString(),
    ...quantities,
    asked: sum(asked, from),
    byMonth: byMonth(row.state === 'stopped' ? [] : [row], ordered, asked, from),
    runsAhead: (row.state === 'planned' || row.state === 'begun') && runsAhead(row, quantities),
  }
}

/** What a firm invests, the last changed first, each beside what is ordered of it and what is only asked. */
export async function readInvestments(
  db: Kysely<DB>,
  catalogue: Catalogue,
  firmId: string,
  today: string,
): Promise<InvestmentShown[]> {
  const rows = await db
    .selectFrom('investment')
    .selectAll()
    .where('organisationId', '=', firmId)
    .orderBy('updatedAt', 'desc')
    .orderBy('id')
    .execute()
  const ordered = await orderedOf(db, firmId)
  const asked = await askedOf(db, firmId)
  return rows.map(row =>
    shown(
      row,
      ordered.filter(({ item }) => item === row.item),
      meetBy(catalogue, row.item, asked),
      today,
    ),
  )
}

/**
 * What all firms prepare, by product, beside what is ordered of any firm and what open needs ask for; those where money
 * runs furthest ahead first. A firm is named only where it lets itself be.
 */
export async function readByProduct(db: Kysely<DB>, catalogue: Catalogue, today: string): Promise<ByProduct> {
  const rows = await db
    .selectFrom('investment')
    .innerJoin('organisation', 'organisation.id', 'investment.organisationId')
    .selectAll('investment')
    .select('organisation.name')
    .where('state', '!=', 'stopped')
    .where('organisation.status', '!=', 'suspended')
    .orderBy('organisation.name')
    .execute()
  const [ordered, asked] = [await orderedOf(db, null), await needed(db)]
  const from = since(today)
  const products = [...Map.groupBy(rows, row => row.item)].map(([item, own]) => {
    const total = (of: (row: (typeof own)[number]) => number) => own.reduce((all, row) => all + of(row), 0)
    const orders = ordered.filter(one => one.item === item)
    const needs = meetBy(catalogue, item, asked)
    const quantities = { prepared: total(preparedIn), ordered: sum(orders, from) }
    const money = { cents: total(row => row.cents), engagedCents: total(row => row.engagedCents) }
    const named = new Map(own.filter(row => row.named).map(row => [row.organisationId, row.name]))
    return {
      item,
      firms: new Set(own.map(row => row.organisationId)).size,
      named: [...named].map(([id, name]) => ({ id, name })),
      ...money,
      hires: total(row => row.hires),
      trainingDays: total(row => row.trainingDays),
      ...quantities,
      asked: sum(needs, from),
      byMonth: byMonth(own, orders, needs, from),
      runsAhead: runsAhead(money, quantities),
    }
  })
  const over = ({ prepared, ordered: firm }: { prepared: number; ordered: number }) => prepared - firm
  return products.sort(
    (a, b) => Number(b.runsAhead) - Number(a.runsAhead) || over(b) - over(a) || (a.item < b.item ? -1 : 1),
  )
}
