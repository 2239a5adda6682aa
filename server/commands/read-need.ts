import { loadCatalogue } from '@maillage/db/catalogue/load.ts'
import { loadDepartments } from '@maillage/db/towns/departments.ts'
import { loadTowns } from '@maillage/db/towns/towns.ts'
import { needsFromText, type ReadNeed } from '@maillage/matching/understanding/needs.ts'
import { compilePlaces } from '@maillage/matching/understanding/places.ts'
import { narrow, number } from '@maillage/matching/words/typography.ts'
import { Type } from 'typebox'
import type { Language } from '../problems/problem.ts'
import type { Analysis } from './analysis.ts'
import { lexiconOf, wordsOf } from './free-text.ts'
import { dateOption } from './options.ts'
import { namesIn, table } from './words.ts'

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()])
const Span = Type.Object({ start: Type.Integer(), end: Type.Integer(), text: Type.String() })
const Per = nullable(Type.Enum(['day', 'week', 'month']))
const Day = nullable(Type.String({ format: 'date' }))

const Output = Type.Array(
  Type.Object({
    product: nullable(Type.String({ description: 'The family where the text does not say the type' })),
    family: nullable(Type.String()),
    quantity: nullable(Type.Number()),
    quantityMaximum: nullable(Type.Number()),
    unit: nullable(Type.String()),
    per: Per,
    norms: Type.Array(Type.String()),
    claim: nullable(Type.String()),
    place: nullable(Type.String()),
    locality: nullable(
      Type.Object({
        kind: Type.Enum(['town', 'department', 'region']),
        code: Type.String({ description: 'INSEE code' }),
        name: Type.String(),
        department: nullable(Type.String()),
      }),
    ),
    deadline: Day,
    schedule: nullable(
      Type.Object({
        per: Per,
        quantity: nullable(Type.Number()),
        from: Day,
        until: Day,
        duration: nullable(Type.Object({ count: Type.Number(), unit: Type.Enum(['day', 'week', 'month']) })),
        tranches: Type.Array(Type.Object({ quantity: Type.Number(), due: Type.String() })),
      }),
    ),
    washes: nullable(Type.Number()),
    spans: Type.Record(Type.String(), Type.Array(Span)),
    readings: Type.Array(
      Type.Object({ product: Type.String(), family: Type.String(), confidence: Type.Number() }),
    ),
    missing: Type.Array(Type.String(), { description: 'To be asked for, the most important first' }),
  }),
  { title: 'Needs in the order of the text; what is unknown is null' },
)

const said = {
  fr: {
    head: ['', 'Produit', 'Quantité', 'Pour le', 'Lieu', 'À demander'],
    none: 'Aucun besoin dans ce texte.',
    per: { day: '/ jour', week: '/ semaine', month: '/ mois' },
    fields: {
      product: 'type',
      quantity: 'quantité',
      deadline: 'échéance',
      place: 'lieu',
      claim: 'qui est protégé',
      norms: 'normes',
    },
    either: `ou${narrow}? `,
  },
  en: {
    head: ['', 'Product', 'Quantity', 'Due', 'Place', 'To be asked'],
    none: 'No need in this text.',
    per: { day: 'a day', week: 'a week', month: 'a month' },
    fields: {
      product: 'type',
      quantity: 'quantity',
      deadline: 'due date',
      place: 'place',
      claim: 'who is protected',
      norms: 'norms',
    },
    either: 'or? ',
  },
} as const

function show(needs: ReadNeed[], language: Language): string[] {
  const words = said[language]
  if (needs.length === 0) return [words.none]
  const names = namesIn(loadCatalogue(), [], language)
  const rows = needs.map(({ product, quantity, per, deadline, place, missing, readings }, index) => [
    String(index + 1),
    product === null
      ? words.either + [...new Set(readings.map(({ family }) => names(family, 'subject')))].join(', ')
      : names(product, 'subject'),
    quantity === null
      ? ''
      : [number(quantity, language), per === null ? '' : words.per[per]].join(' ').trim(),
    deadline ?? '',
    place ?? '',
    missing.map(field => words.fields[field]).join(', '),
  ])
  return table([[...words.head], ...rows], [0, 2])
}

/** The needs that a mail or a notice tells of. */
export const readNeed: Analysis = {
  help: 'the needs that a text tells of',
  usage: [
    'maillage read-need --text WORDS|- [--as-of DATE] [--language fr|en] [--json]',
    'maillage read-need --schema',
  ],
  options: { text: { type: 'string' }, 'as-of': { type: 'string' } },
  schema: () => ({ input: {}, output: Output }),
  async run(options, { language, errorLanguage }) {
    const today = dateOption(options, 'as-of')
    if (options.text === undefined) return null
    const text = await wordsOf(options.text, errorLanguage)
    const catalogue = loadCatalogue()
    const places = compilePlaces({ towns: loadTowns(), departments: loadDepartments() })
    const needs = needsFromText(text, lexiconOf(catalogue), catalogue, { today, places })
    return { value: needs, lines: () => show(needs, language) }
  },
}
