import type { DB } from '@maillage/db/tables/database.ts'
import type { ImportKind } from '@maillage/db/tables/imports.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Kysely } from 'kysely'
import type { Language } from '../../problems/problem.ts'
import { readProfile } from '../profile/read.ts'
import { csvOf } from './csv.ts'
import { fieldsOf, headingOf } from './fields.ts'
import { type NeedLineValues, type Values, valuesIn } from './values.ts'

const table = (kind: ImportKind, rows: readonly Values[], language: Language) =>
  csvOf([
    fieldsOf[kind].map(field => headingOf[field][language]),
    ...rows.map(values => fieldsOf[kind].map(field => values[field] ?? null)),
  ])

/** What an organisation has, in the columns that it is imported from. */
export async function exportTable(
  db: Kysely<DB>,
  organisationId: string,
  kind: ImportKind,
  catalogue: Catalogue,
  language: Language,
): Promise<string> {
  const values = valuesIn(catalogue, language)
  if (kind === 'needs') {
    const lines = await needLines(db, organisationId)
    return table(kind, lines.map(values.need), language)
  }
  const { sites } = await readProfile(db, organisationId)
  const rows = sites.flatMap(({ name, commune, machines, workforce }) => [
    ...machines.map(({ type, count, hoursPerWeek, attributes }) =>
      values.machine({
        name,
        commune,
        resource: 'machines',
        id: type,
        count,
        hours: hoursPerWeek,
        ...(attributes !== undefined && { attributes }),
      }),
    ),
    ...workforce.map(({ trade, people, hoursPerWeek }) =>
      values.machine({ name, commune, resource: 'workforce', id: trade, count: people, hours: hoursPerWeek }),
    ),
  ])
  return table(kind, rows, language)
}

/** The needs of an organisation, a line a delivery; those of one need have one reference. */
async function needLines(db: Kysely<DB>, organisationId: string): Promise<NeedLineValues[]> {
  const needs = await db
    .selectFrom('need')
    .select(['id', 'item', 'family', 'claim', 'quantity', 'commune', 'minimumWashes as washes', 'text'])
    .where('organisationId', '=', organisationId)
    .orderBy('id')
    .execute()
  const own = db.selectFrom('need').select('id').where('organisationId', '=', organisationId)
  const tranches = await db
    .selectFrom('needTranche')
    .select(['needId', 'due', 'quantity'])
    .where('needId', 'in', own)
    .orderBy('due')
    .execute()
  const norms = await db
    .selectFrom('needNorm')
    .select(['needId', 'norm'])
    .where('needId', 'in', own)
    .orderBy('position')
    .execute()
  const tranchesOf = Map.groupBy(tranches, ({ needId }) => needId)
  const normsOf = Map.groupBy(norms, ({ needId }) => needId)
  return needs.flatMap(({ id, quantity, ...need }, index) => {
    const line = {
      ...need,
      reference: String(index + 1),
      norms: (normsOf.get(id) ?? []).map(({ norm }) => norm),
    }
    const parts = tranchesOf.get(id) ?? [{ due: null, quantity }]
    return parts.map(part => ({ ...line, due: part.due, quantity: part.quantity }))
  })
}

const EXAMPLES: Record<ImportKind, Record<Language, string[][]>> = {
  machines: {
    fr: [
      ['Atelier principal', 'Lavelanet (09)', 'Surjeteuse', '6', '30', '', '', '', ''],
      ['Atelier principal', 'Lavelanet (09)', 'Métier à tisser à lances', '4', '30', '190', '', '80', '300'],
      [
        'Atelier principal',
        'Lavelanet (09)',
        'Mécanicien ou mécanicienne en confection',
        '14',
        '30',
        '',
        '',
        '',
        '',
      ],
    ],
    en: [
      ['Main workshop', 'Lavelanet (09)', 'Overlocker', '6', '30', '', '', '', ''],
      ['Main workshop', 'Lavelanet (09)', 'Rapier loom', '4', '30', '190', '', '80', '300'],
      ['Main workshop', 'Lavelanet (09)', 'Sewing machine operator', '14', '30', '', '', '', ''],
    ],
  },
  needs: {
    fr: [
      [
        '1',
        'Surblouse lavable',
        '5000',
        '15/05/2027',
        'Foix (09)',
        'porteur',
        '',
        '50',
        'Manches à bord-côte',
      ],
      ['2', 'Masque chirurgical de type IIR', '10000', '', 'Foix (09)', '', '', '', ''],
    ],
    en: [
      ['1', 'Washable gown', '5000', '15/05/2027', 'Foix (09)', 'wearer', '', '50', 'Knitted cuffs'],
      ['2', 'Surgical mask, type IIR', '10000', '', 'Foix (09)', '', '', '', ''],
    ],
  },
}

/** An empty table to fill in, with two lines that show how. */
export function templateOf(kind: ImportKind, language: Language): string {
  return csvOf([fieldsOf[kind].map(field => headingOf[field][language]), ...EXAMPLES[kind][language]])
}
