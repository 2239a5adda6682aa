import { loadCatalogue } from '@maillage/db/catalogue/load.ts'
import { createEngine } from '@maillage/matching/engine.ts'
import { maximumDaysByDefault } from '@maillage/matching/explore.ts'
import type { ProductPossibility } from '@maillage/matching/explore-products.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import { firmFromProposals } from '@maillage/matching/understanding/firm.ts'
import { profileFromText } from '@maillage/matching/understanding/profile.ts'
import type { Names } from '@maillage/matching/words/sentence.ts'
import { fixed, inside, list, narrow, number } from '@maillage/matching/words/typography.ts'
import { Type } from 'typebox'
import type { Fault } from '../problems/faults.ts'
import type { Language } from '../problems/problem.ts'
import type { Analysis } from './analysis.ts'
import { check, faulty, parseDocument, readText } from './input.ts'
import { dateOption, refused, wholeOption } from './options.ts'
import { firmOf, profileSchema, somewhere } from './profile.ts'
import { lexiconOf, wordsOf } from './free-text.ts'
import { namesIn, table } from './words.ts'

const Ids = Type.Array(Type.String())

const Output = Type.Array(
  Type.Object({
    product: Type.String(),
    family: Type.Union([Type.String(), Type.Null()]),
    score: Type.Number({ minimum: 0, maximum: 1 }),
    operations: Type.Object(
      { direct: Ids, reoriented: Ids, missing: Ids },
      { description: 'Processes done as they stand, after a reorientation, and by others' },
    ),
    inputs: Type.Array(Type.String(), { description: 'Items that are bought' }),
    services: Type.Array(Type.String(), { description: 'Processes that are bought as a service' }),
    makes: Type.String({
      description: 'The product, or the material or component of it that the firm makes',
    }),
    assumed: Type.Optional(
      Type.Object(
        { machines: Ids, people: Type.Boolean() },
        { description: 'What the profile does not say and the answer rests on; absent otherwise' },
      ),
    ),
    effort: Type.Object({ days: Type.Number(), keuro: Type.Number(), trainingDays: Type.Number() }),
  }),
  { title: 'Sold products, best first' },
)

/** Products that packing alone is worth are told apart. */
const WORTH_TELLING = 0.05

const said = {
  fr: {
    head: ['', 'Produit', 'Note', 'Réorientation'],
    none: 'aucune',
    effort: (days: string, keuro: string, training: string) =>
      `${days}${fixed}j, ${keuro}${fixed}k€, ${training}${fixed}j de formation`,
    makes: (item: string) => `fabrique${narrow}: ${item}`,
    direct: `dès aujourd’hui${narrow}: `,
    reoriented: `après réorientation${narrow}: `,
    missing: `à trouver chez un partenaire${narrow}: `,
    services: `acheté en prestation${narrow}: `,
    assumedMachines: `machines non déclarées, supposées d’après le métier${narrow}: `,
    assumedPeople: 'effectif non déclaré, supposé d’après les machines',
    nothing: 'Aucun produit à la portée de cette entreprise dans ce délai.',
    others: (names: string) => `Hors de portée${narrow}: ${names}.`,
  },
  en: {
    head: ['', 'Product', 'Score', 'Reorientation'],
    none: 'none',
    effort: (days: string, keuro: string, training: string) =>
      `${days} d, ${keuro} k€, ${training} d of training`,
    makes: (item: string) => `makes: ${item}`,
    direct: 'as it stands: ',
    reoriented: 'after a reorientation: ',
    missing: 'to be found at a partner: ',
    services: 'bought as a service: ',
    assumedMachines: 'machines not declared, assumed from the trade: ',
    assumedPeople: 'workforce not declared, assumed from the machines',
    nothing: 'No product is within reach of this firm in this time.',
    others: (names: string) => `Out of reach: ${names}.`,
  },
}

function show(products: ProductPossibility[], names: Names, language: Language): string[] {
  const words = said[language]
  const told = products.filter(({ score }) => score > WORTH_TELLING)
  if (told.length === 0) return [words.nothing]
  const rows = told.map(({ product, score, effort: { days, keuro, trainingDays } }, index) => [
    String(index + 1),
    names(product, 'item'),
    number(score, language, 2),
    days === 0
      ? words.none
      : words.effort(number(days, language), number(keuro, language, 1), number(trainingDays, language, 1)),
  ])
  const [head = '', ...lines] = table([words.head, ...rows], [0, 2])
  const named = (label: string, processes: string[]) =>
    processes.length === 0
      ? []
      : [label + processes.map(process => inside(names(process, 'process'), 'process')).join(', ')]
  const detail = ({ product, makes, operations, services, assumed }: ProductPossibility) => [
    ...(makes === product ? [] : [words.makes(inside(names(makes, 'item'), 'item'))]),
    ...(['direct', 'reoriented', 'missing'] as const).flatMap(state =>
      named(words[state], operations[state]),
    ),
    ...named(words.services, services),
    ...(assumed === undefined || assumed.machines.length === 0
      ? []
      : [
          words.assumedMachines +
            assumed.machines.map(type => inside(names(type, 'machine-type'), 'machine-type')).join(', '),
        ]),
    ...(assumed?.people === true ? [words.assumedPeople] : []),
  ]
  const others = products.filter(({ score }) => score <= WORTH_TELLING)
  return [
    head,
    ...told.flatMap((product, index) => [
      lines[index] ?? '',
      ...detail(product).map(line => `      ${line}`),
    ]),
    ...(others.length === 0
      ? []
      : [
          '',
          words.others(
            list(
              others.map(({ product }) => inside(names(product, 'item'), 'item')),
              language,
            ),
          ),
        ]),
  ]
}

const bareSite = {
  fr: 'Donnez ses machines (machines) ou ses équipes (workforce).',
  en: 'Give its machines (machines) or its people (workforce).',
}

async function firmOfProfile(file: string, asOf: string, language: Language): Promise<Firm> {
  const document = parseDocument(file, await readText(file, language), language)
  const profile = check(profileSchema(loadCatalogue()), document, language)
  const firm = firmOf(profile, '', { asOf, placed: false })
  if (Array.isArray(firm)) throw faulty(document, firm, language)
  const bare = firm.sites.flatMap(({ machines, workforce }, index): Fault[] =>
    machines.length + workforce.length > 0 ? [] : [{ field: `/sites/${index}`, message: bareSite }],
  )
  // A site with nothing, as a depot, may stand beside one that has something.
  if (bare.length === firm.sites.length) throw faulty(document, bare, language)
  return firm
}

async function firmOfText(given: string, language: Language): Promise<Firm> {
  const activity = await wordsOf(given, language)
  const catalogue = loadCatalogue()
  const lexicon = lexiconOf(catalogue)
  const found = profileFromText(activity, lexicon)
  return firmFromProposals(found, lexicon, catalogue, { id: 'text', activity, place: somewhere })
}

/** What a firm could make, from its profile or its own words alone. */
export const explore: Analysis = {
  help: 'what a firm could make, from its profile as JSON or from its words',
  usage: [
    'maillage explore --profile FILE|- [--maximum-days N] [--as-of DATE] [--language fr|en] [--json]',
    'maillage explore --text WORDS|- [--maximum-days N] [--as-of DATE] [--language fr|en] [--json]',
    'maillage explore --schema',
  ],
  options: {
    profile: { type: 'string' },
    text: { type: 'string' },
    'maximum-days': { type: 'string' },
    'as-of': { type: 'string' },
  },
  schema: () => ({ input: { profile: profileSchema(loadCatalogue()) }, output: Output }),
  async run(options, { language, errorLanguage }) {
    const maximumDays = wholeOption(options, 'maximum-days', 0, 3650) ?? maximumDaysByDefault
    const asOf = dateOption(options, 'as-of')
    const { profile: file, text } = options
    if (file === undefined && text === undefined) return null
    if (file !== undefined && text !== undefined)
      throw refused(options, {
        fr: 'Donnez --profile ou --text, et non les deux.',
        en: 'Give --profile or --text, not both.',
      })
    const catalogue = loadCatalogue()
    const firm =
      text === undefined
        ? await firmOfProfile(file ?? '', asOf, errorLanguage)
        : await firmOfText(text, errorLanguage)
    const products = createEngine(catalogue, { asOf, departments: [] }).exploreProducts(firm, { maximumDays })
    return { value: products, lines: () => show(products, namesIn(catalogue, [firm], language), language) }
  },
}
