import type { DB } from '@maillage/db/tables/database.ts'
import { parse } from 'csv-parse/sync'
import type { Kysely } from 'kysely'
import { Value } from 'typebox/value'
import type { Language } from '../../problems/problem.ts'
import { AwardInput } from './schemas.ts'

/** Columns of a file of awards, each by its French and English heading. */
const headings = {
  holder: ['titulaire', 'holder'],
  siren: ['siren'],
  item: ['article', 'item'],
  size: ['taille', 'size'],
  quantity: ['quantite', 'quantity'],
  price: ['prix', 'price'],
  per: ['pour', 'per'],
  tranche: ['tranche'],
  due: ['livraison', 'due'],
} as const
type Column = keyof typeof headings

const THOUSAND = 1000
const CENTS = 100

const said = {
  fr: {
    noFile: 'Ce fichier ne se lit pas : ',
    missing: (name: string) => `Il manque la colonne « ${name} ».`,
    holders: 'Le fichier nomme plusieurs titulaires : importez un marché par titulaire.',
    number: (line: number, name: string) => `Ligne ${line} : « ${name} » n’est pas un nombre.`,
    empty: 'Le fichier n’a aucune ligne.',
    form: (where: string) => `Le fichier JSON n’a pas la forme attendue : ${where}.`,
  },
  en: {
    noFile: 'This file cannot be read: ',
    missing: (name: string) => `The column “${name}” is missing.`,
    holders: 'The file names several holders: import one contract for each holder.',
    number: (line: number, name: string) => `Line ${line}: “${name}” is no number.`,
    empty: 'The file has no line.',
    form: (where: string) => `The JSON file has not the form expected: ${where}.`,
  },
} satisfies Record<Language, object>

const plain = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z]+.*$/, '')

/** A figure as people write it, with a comma or a point; null where it is none. */
function figure(written: string): number | null {
  const value = Number(written.replace(/[\s\u00a0\u202f€]/g, '').replace(',', '.'))
  return written.trim() === '' || Number.isNaN(value) ? null : value
}

/** What a file is read for. */
export interface About {
  needId: string
  item: string | null
  schedule: readonly { due: string; quantity: number }[]
  today: string
}

/**
 * Reads a CSV of awards: one line a delivery (holder, siren, item, size, quantity, price in euro ex tax for so many, tranche,
 * delivery). Returns the award as it would be sent, or what is wrong with the file, in the reader's language.
 */
export function readAwardCsv(
  text: string,
  { needId, item, schedule, today }: About,
  language: Language,
): { award: AwardInput } | { faults: string[] } {
  const words = said[language]
  let rows: string[][]
  try {
    const delimiter = (text.split('\n', 1)[0] ?? '').includes(';') ? ';' : ','
    rows = parse(text, { bom: true, delimiter, skipEmptyLines: true, trim: true, relaxColumnCount: true })
  } catch (cause) {
    return { faults: [words.noFile + (cause instanceof Error ? cause.message : String(cause))] }
  }
  const [head = [], ...body] = rows
  if (body.length === 0) return { faults: [words.empty] }
  const names = head.map(plain)
  const columns = Object.keys(headings).filter((name): name is Column => name in headings)
  const at = new Map(
    columns.map(name => [name, names.findIndex(one => headings[name].some(heading => heading === one))]),
  )
  const of = (row: string[], name: Column) => row[at.get(name) ?? -1]?.trim() ?? ''
  const faults = (['holder', 'quantity', 'price'] as const)
    .filter(name => at.get(name) === -1)
    .map(name => words.missing(headings[name][0]))
  const holders = new Set(body.map(row => of(row, 'holder')))
  if (holders.size > 1) faults.push(words.holders)
  if (faults.length > 0) return { faults }
  const number = (row: string[], name: Column, line: number, otherwise: number | null): number => {
    const value = of(row, name) === '' ? otherwise : figure(of(row, name))
    if (value === null) faults.push(words.number(line, headings[name][0]))
    return value ?? 0
  }
  const lines = body.map((row, index): AwardInput['lines'][number] => {
    const line = index + 2
    const tranche = of(row, 'tranche') || (schedule[Math.min(index, schedule.length - 1)]?.due ?? today)
    return {
      holder: 0,
      party: null,
      item: of(row, 'item') || (item ?? ''),
      size: of(row, 'size') || null,
      quantity: number(row, 'quantity', line, null),
      priceCents: Math.round(number(row, 'price', line, null) * CENTS),
      perQuantity: number(row, 'per', line, THOUSAND),
      meets: { needId, tranche, due: of(row, 'due') || tranche },
    }
  })
  if (faults.length > 0) return { faults }
  const [first = []] = body
  const siren = of(first, 'siren').replace(/\s/g, '')
  return {
    award: {
      title: of(first, 'holder'),
      needs: [needId],
      form: 'order',
      starts: today,
      ends: null,
      allocation: null,
      minimumCents: null,
      maximumCents: null,
      advance: null,
      paymentDays: 30,
      holders: [
        {
          parties: [
            {
              firmId: null,
              name: of(first, 'holder'),
              siren: /^\d{9}$/.test(siren) ? siren : null,
              role: 'partner',
              isLead: true,
              share: null,
            },
          ],
        },
      ],
      lines,
      options: [],
      concludedOn: today,
    },
  }
}

/** Reads a JSON of an award: the body that `POST …/elsewhere/award` takes. */
export function readAwardJson(
  text: string,
  language: Language,
): { award: AwardInput } | { faults: string[] } {
  const words = said[language]
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    return { faults: [words.noFile + (cause instanceof Error ? cause.message : String(cause))] }
  }
  if (Value.Check(AwardInput, value)) return { award: value }
  const [first] = Value.Errors(AwardInput, value)
  return { faults: [words.form(`${first?.instancePath || '/'} ${first?.message ?? ''}`.trim())] }
}

/** An award whose firms are those of the platform where their SIREN is known there. */
export async function withFirms(db: Kysely<DB>, award: AwardInput): Promise<AwardInput> {
  const sirens = award.holders.flatMap(({ parties }) => parties.flatMap(({ siren }) => siren ?? []))
  if (sirens.length === 0) return award
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'siren', 'name'])
    .where('siren', 'in', sirens)
    .execute()
  const bySiren = new Map(rows.map(row => [row.siren, row]))
  return {
    ...award,
    holders: award.holders.map(({ parties }) => ({
      parties: parties.map(party => {
        const known = party.firmId === null ? bySiren.get(party.siren ?? '') : undefined
        return known === undefined ? party : { ...party, firmId: known.id, name: known.name }
      }),
    })),
  }
}
