/** What a text says that a firm has and can do: proposals beside their words, and questions about what is usual. */
import type { Amount } from './amounts.ts'
import type { Activity, ConceptKind, Lexicon } from './lexicon.ts'
import { type Concept, type Reading, readText, type Span } from './reading.ts'

export type ProposalKind = Exclude<ConceptKind, 'component' | 'activity'>

/** Something to keep or drop. `count` is null where the text gives none. */
export interface Proposal {
  kind: ProposalKind
  id: string
  count: number | null
  confidence: number
  /** Said to be no longer so. */
  past: boolean
  spans: Span[]
}

/** What firms of this line of business usually have. Nobody said so: it is asked, and never stored as a fact. */
export interface Question {
  kind: ProposalKind
  id: string
  /** Line of business, or process, that it usually goes with. */
  because: string
  /** People of the trade, or machines, in a firm of ten to fifteen. */
  count: number | null
  /** Where the text names that line of business. */
  spans: Span[]
}

export interface ProfileProposals {
  /** Lines of business, the most spoken of first. */
  activities: { id: string; past: boolean; weight: number; spans: Span[] }[]
  proposals: Proposal[]
  questions: Question[]
  /** Denied in words: "pas de découpe laser". */
  denied: { kind: ProposalKind; id: string; spans: Span[] }[]
  /** Product families it says it makes. */
  makes: { family: string; spans: Span[] }[]
  employees: { count: number; span: Span } | null
  /** Rates, surfaces, widths, weights: "20 000 masques/jour", "400 m² de coupe", "laize 160", "120 g/m²". */
  figures: Figure[]
}

export interface Figure {
  kind: 'rate' | 'surface' | 'width' | 'weight' | 'washes'
  value: number
  high: number | null
  per: Amount['per']
  /** In square metres, centimetres or grams a square metre; the thing itself for a rate. */
  span: Span
}

/** Proposals for the profile of a firm from what it says of itself. */
export function profileFromText(text: string, lexicon: Lexicon): ProfileProposals {
  const reading = readText(text, lexicon)
  const proposals = new Map<string, Proposal>()
  const denied = new Map<string, ProfileProposals['denied'][number]>()
  for (const concept of reading.concepts) {
    const { kind } = concept
    if (kind === 'component' || kind === 'activity') continue
    // Machines of a shop are goods, and what it speaks of doing is done by others; those it counts it has.
    if (reading.isMadeByOthers && (kind === 'process' || (kind === 'machine' && concept.count === null)))
      continue
    // What is bought or mended is nobody's of the firm: no more is taken of it than of what is denied.
    if (concept.negated || concept.elsewhere)
      merge(denied, keyOf(concept), { kind, id: concept.id, spans: [spanOf(concept)] })
    else propose(proposals, concept, kind)
  }
  const makes = reading.isMadeByOthers ? [] : makesOf(reading, lexicon)
  const found: ProfileProposals = {
    activities: reading.isMadeByOthers ? [] : activitiesIn(reading, makes, lexicon),
    proposals: [...proposals.values()],
    questions: [],
    denied: [...denied.values()].filter(({ kind, id }) => !proposals.has(`${kind}|${id}`)),
    makes,
    employees: employeesIn(reading),
    figures: figuresIn(reading),
  }
  return { ...found, questions: questionsFor(found, lexicon) }
}

const keyOf = ({ kind, id }: { kind: string; id: string }) => `${kind}|${id}`
const spanOf = ({ start, end, text }: Span): Span => ({ start, end, text })

function merge<Value extends { spans: Span[] }>(into: Map<string, Value>, key: string, value: Value): void {
  const before = into.get(key)
  if (before === undefined) into.set(key, value)
  else before.spans.push(...value.spans)
}

function propose(proposals: Map<string, Proposal>, concept: Concept, kind: ProposalKind): void {
  const { id, count, confidence, past } = concept
  const before = proposals.get(keyOf(concept))
  if (before === undefined) {
    proposals.set(keyOf(concept), { kind, id, count, confidence, past, spans: [spanOf(concept)] })
    return
  }
  before.spans.push(spanOf(concept))
  before.confidence = Math.max(before.confidence, confidence)
  before.past &&= past
  // Said twice, counted once: "14 mécaniciennes… nos mécaniciennes".
  if (before.count === null) before.count = count
}

/** What a line of business weighs where it is named as a customer's ("pour l'aéronautique"), and where it was left. */
const ofCustomers = 0.1
const left = 0.5
/** Shares of the most spoken of that a line must reach to count. */
const least = 0.15

function activitiesIn(
  { concepts, segments, tokens }: Reading,
  makes: ProfileProposals['makes'],
  { activities }: Lexicon,
): ProfileProposals['activities'] {
  const found = new Map<string, ProfileProposals['activities'][number]>()
  const add = (id: string, weight: number, past: boolean, spans: Span[]) => {
    const before = found.get(id)
    if (before === undefined) found.set(id, { id, past, weight, spans: [...spans] })
    else {
      before.spans.push(...spans)
      before.weight += weight
      before.past &&= past
    }
  }
  const customers = customersIn(segments, tokens)
  for (const concept of concepts) {
    if (concept.kind !== 'activity' || concept.negated || concept.elsewhere) continue
    const weight = (concept.past ? left : 1) * (customers.has(concept.token) ? ofCustomers : 1)
    add(concept.id, weight, concept.past, [spanOf(concept)])
  }
  for (const { family, spans } of makes) {
    const maker = [...activities.values()].find(({ families }) => families.includes(family))
    if (maker !== undefined) add(maker.id, 1, false, spans)
  }
  const sorted = [...found.values()].sort((a, b) => b.weight - a.weight)
  const own = sorted.filter(({ id }) => activities.get(id)?.fallback === false)
  const counted = own.some(({ weight }) => weight >= left) ? own : sorted
  const most = counted[0]?.weight ?? 0
  return counted.filter(({ weight }) => weight >= least * most)
}

const turnsToCustomers = new Set([
  'pour',
  'for',
  'destine',
  'destines',
  'destinee',
  'destinees',
  'clients',
  'serving',
])

/** Before a colon: whom it works for follows. */
const customersFollow = new Set(
  'donneurs clients clientele references marches secteurs markets customers'.split(' '),
)

/** What is tested, marked, mended or carried is somebody else's: "analyses des textiles et du cuir", "flocage de pièces". */
const worksOn = new Set(
  (
    'analyse analyses essais controle controles flocage marquage etiquetage peinture laquage gravure vernissage ' +
    'metallisation chromage polissage nettoyage emballage conditionnement reparation entretien maintenance ' +
    'location negoce vente distribution stockage transport broderie serigraphie decoupe transformation'
  ).split(' '),
)
const ofThem = new Set(['de', 'des', 'du', 'd'])

const listed = new Set(['l', 'le', 'la', 'les', 'des', 'du', 'de', 'd', 'the', 'et', 'and', 'notamment'])

/** Work of one's own, not somebody's goods: "pour l'automobile, couture et découpe". */
const ownWork = new Set(
  (
    'fabrication confection couture piquage tissage tricotage coupe decoupe teinture ennoblissement impression soudure ' +
    'injection moulage assemblage montage broderie enduction filature atelier sewing weaving knitting cutting dyeing printing ' +
    'moulding welding assembly'
  ).split(' '),
)

/** "Pour parfums, gels et spiritueux": a list goes on by an article, or by a word or two and what ends it. */
function isListed(tokens: Reading['tokens'], comma: number): boolean {
  const text = (after: number) => tokens[comma + after]?.text ?? ''
  if (listed.has(text(1))) return true
  return !ownWork.has(text(1)) && [2, 3].some(after => ['et', 'and', 'ou', 'or'].includes(text(after)))
}

/** Tokens after "pour" in their sentence, up to a verb's return ("et fabrique") or a colon. */
function customersIn(segments: Reading['segments'], tokens: Reading['tokens']): Set<number> {
  const found = new Set<number>()
  for (const { from, until } of segments) {
    let isAfter = false
    let areCustomers = false
    for (let at = from; at < until; at++) {
      const text = tokens[at]?.text ?? ''
      if (customersFollow.has(text) && [1, 2, 3, 4].some(next => tokens[at + next]?.text === ':'))
        areCustomers = true
      if (areCustomers) {
        found.add(at)
        continue
      }
      const isOfThem = [1, 2].some(next => ofThem.has(tokens[at + next]?.text ?? ''))
      if ((worksOn.has(text) && isOfThem) || turnsToCustomers.has(text)) isAfter = true
      else if (text === ':' || text === '(' || text === ')') isAfter = false
      // "pour des maisons de retraite, atelier de couture": the list of customers is over.
      else if (text === ',' && !isListed(tokens, at)) isAfter = false
      else if (isAfter) found.add(at)
    }
  }
  return found
}

function makesOf(
  { nouns, tokens, span, concepts }: Reading,
  { families: known }: Lexicon,
): ProfileProposals['makes'] {
  // "coiffes" are seat covers to whoever trims cars: what names a line of business is that.
  const business = new Set(concepts.flatMap(({ kind, token }) => (kind === 'activity' ? [token] : [])))
  const found = new Map<string, ProfileProposals['makes'][number]>()
  for (const { readings, from, last, negated, elsewhere } of nouns) {
    const families = new Set(readings.map(({ family }) => family))
    const [family] = families
    const isSold = readings.every(({ product }) => known.has(product))
    if (negated || elsewhere || business.has(from) || families.size !== 1 || family === undefined || !isSold)
      continue
    // Whoever weaves for suits sews none.
    const isOfCloth = tokens
      .slice(Math.max(0, from - 3), from)
      .some(({ stem }) => ['textil', 'tisu', 'toil', 'pour', 'for'].includes(stem))
    if (isOfCloth) continue
    merge(found, family, { family, spans: [span(from, last)] })
  }
  return [...found.values()]
}

/** "45 salariés", "une équipe de 12 personnes": the largest said, since workshops are part of a firm. */
function employeesIn(reading: Reading): ProfileProposals['employees'] {
  const { segments, amounts, span } = reading
  const people = segments.flatMap(({ cues }) => cues.filter(({ kind }) => kind === 'people'))
  let most: ProfileProposals['employees'] = null
  for (const amount of amounts) {
    if (amount.measure !== null && amount.measure !== 'people') continue
    const isOfPeople = people.some(({ from }) => from >= amount.figure && from - amount.figure <= 1)
    if (isOfPeople && amount.value > (most?.count ?? 0))
      most = { count: amount.value, span: span(amount.from, amount.until) }
  }
  return most
}

function figuresIn({ amounts, tokens, span }: Reading): Figure[] {
  return amounts.flatMap(amount => {
    const kind = figureKind(amount, tokens[amount.from - 1]?.text ?? '')
    const { value, high, per, from, until } = amount
    return kind === null ? [] : [{ kind, value, high, per, span: span(from, until) }]
  })
}

function figureKind({ per, unit, measure }: Amount, before: string): Figure['kind'] | null {
  if (['laize', 'laizes', 'largeur', 'width'].includes(before)) return 'width'
  if (measure === 'grammage') return 'weight'
  if (measure === 'washes') return 'washes'
  if (measure !== null) return null
  if (per !== null) return 'rate'
  return unit === 'm2' ? 'surface' : null
}

/** What usually goes with the lines of business named, where the text neither says nor denies it. */
function questionsFor(found: ProfileProposals, lexicon: Lexicon): Question[] {
  const said = new Set([...found.proposals, ...found.denied].map(keyOf))
  const questions = new Map<string, Question>()
  const ask = (question: Question) => {
    if (!said.has(keyOf(question)) && !questions.has(keyOf(question)))
      questions.set(keyOf(question), question)
  }
  for (const { id, spans } of found.activities) {
    const activity = lexicon.activities.get(id)
    if (activity === undefined) continue
    for (const [kind, other, count] of usual(activity)) ask({ kind, id: other, because: id, count, spans })
  }
  return [...questions.values()]
}

function usual({ trades, materials, machines }: Activity): [ProposalKind, string, number | null][] {
  return [
    ...trades.map(({ trade, people }): [ProposalKind, string, number] => ['trade', trade, people]),
    ...materials.map((id): [ProposalKind, string, null] => ['material', id, null]),
    ...machines.map((id): [ProposalKind, string, null] => ['machine', id, null]),
  ]
}
