/** Numbers with what they count: pieces, metres, grams a square metre, washes, prices, people, a rate. */
import { quantityAt } from './numbers.ts'
import type { Token } from './tokens.ts'

/** Units in which things are asked for, as the catalogue has them, and `box of 50`. */
export type Unit =
  | 'piece'
  | 'pair'
  | 'm'
  | 'm2'
  | 'kg'
  | 'l'
  | `${'box' | 'pack' | 'bottle'}${'' | ` of ${string}`}`
export type Per = 'day' | 'week' | 'month'

export interface Amount {
  value: number
  high: number | null
  unit: Unit | null
  per: Per | null
  /** "120 000 par an": the whole of a year, not a rate. */
  yearly: boolean
  /** What is no count of things: a price, an age, a share, a size, a year. */
  measure: 'price' | 'share' | 'grammage' | 'washes' | 'people' | 'size' | 'time' | 'other' | null
  article: boolean
  /** Tokens it is made of; `figure` is the number alone. */
  from: number
  figure: number
  until: number
}

const pieces =
  'piece pieces pcs pc unite unites unit units u ex exemplaire exemplaires articles article pces pce'
const units: [string, Unit][] = [
  ...pieces.split(' ').map((word): [string, Unit] => [word, 'piece']),
  ...'paire paires pair pairs'.split(' ').map((word): [string, Unit] => [word, 'pair']),
  ...'m metre metres ml meters metros'.split(' ').map((word): [string, Unit] => [word, 'm']),
  ...'m2 m² metres-carres mq'.split(' ').map((word): [string, Unit] => [word, 'm2']),
  ...'kg kilo kilos kilogrammes'.split(' ').map((word): [string, Unit] => [word, 'kg']),
  ...'l litre litres liter liters litters'.split(' ').map((word): [string, Unit] => [word, 'l']),
  ...'boite boites box boxes bte btes'.split(' ').map((word): [string, Unit] => [word, 'box']),
  ...'lot sachet sachets paquet paquets pack packs carton cartons'
    .split(' ')
    .map((word): [string, Unit] => [word, 'pack']),
  ...'flacon flacons bidon bidons bottle bottles'.split(' ').map((word): [string, Unit] => [word, 'bottle']),
]
const unitOf = new Map(units)

type Measure = Amount['measure']
const measureWords: [string, Measure][] = [
  ...'€ euro euros eur £ $ ht ttc centimes k€ m€ dollars pounds'
    .split(' ')
    .map((word): [string, Measure] => [word, 'price']),
  ...'% pourcent pct percent ‰'.split(' ').map((word): [string, Measure] => [word, 'share']),
  ...'g gr grs grammes gsm gm2'.split(' ').map((word): [string, Measure] => [word, 'grammage']),
  ...'lavage lavages washes wash washings cycles'
    .split(' ')
    .map((word): [string, Measure] => [word, 'washes']),
  ...(
    'habitant habitants agent agents eleve eleves lit lits salarie salaries personne personnes employe employes soignant ' +
    'soignants people employees collaborateurs beds staff residents enfants ouvriers ouvrieres foyers inhabitants pupils ' +
    'aide aides nurses carers caregivers auxiliaires infirmieres praticiens ide ash chambres rooms clients familles ' +
    'collegiens etudiants medecins infirmiers communes fournisseurs services maisons sites beneficiaires usagers patients'
  )
    .split(' ')
    .map((word): [string, Measure] => [word, 'people']),
  ...'mm cm µm μm um microns dtex den nm laize km kwh kw cv v w db mbar pa'
    .split(' ')
    .map((word): [string, Measure] => [word, 'size']),
  ...(
    'jour jours j semaine semaines sem mois an ans annee annees heure heures h min minutes day days week weeks month months ' +
    'year years hours'
  )
    .split(' ')
    .map((word): [string, Measure] => [word, 'time']),
  ...'plis pli couches couche fils fil aiguilles aiguille ply lots layers types tailles coloris modeles equipes postes'
    .split(' ')
    .map((word): [string, Measure] => [word, 'other']),
]
const measureOf = new Map(measureWords)

const perWords = new Map<string, Per>(
  Object.entries({
    jour: 'day',
    jours: 'day',
    j: 'day',
    day: 'day',
    quotidien: 'day',
    quotidiens: 'day',
    quotidiennement: 'day',
    quotidienne: 'day',
    daily: 'day',
    journalier: 'day',
    semaine: 'week',
    sem: 'week',
    week: 'week',
    hebdo: 'week',
    hebdomadaire: 'week',
    hebdomadaires: 'week',
    weekly: 'week',
    mois: 'month',
    month: 'month',
    mensuel: 'month',
    mensuels: 'month',
    mensuelle: 'month',
    mensuelles: 'month',
    monthly: 'month',
  } satisfies Record<string, Per>),
)
const alone = new Set([...perWords.keys()].filter(word => word.length > 5 && !['semaine'].includes(word)))

/** The amount that begins at a token; null where no number does. */
export function amountAt(tokens: readonly Token[], from: number): Amount | null {
  const before = tokens[from - 1]?.text ?? ''
  const quantity = quantityAt(tokens, from)
  if (quantity === null) return null
  const { value, high, article } = quantity
  const amount: Amount = {
    value,
    high,
    article,
    unit: null,
    per: null,
    yearly: false,
    measure: null,
    from,
    figure: quantity.until,
    until: quantity.until,
  }
  const isPriced = ['£', '$', '€'].includes(before)
  if (isPriced) return { ...amount, measure: 'price' }
  const read = unitAfter(tokens, amount)
  if (read.measure === 'time') return read
  const { per, until } = perAfter(tokens, read.until)
  const year = yearAfter(tokens, read.until)
  if (year !== null) return { ...read, yearly: true, until: year }
  return { ...read, per, until: per === null ? read.until : until }
}

function unitAfter(tokens: readonly Token[], amount: Amount): Amount {
  const at = amount.until
  const token = tokens[at]
  if (token === undefined) return amount
  const squared = ['²', '2'].includes(tokens[at + 1]?.text ?? '') && tokens[at + 1]?.touches === true
  if (['m', 'metre', 'metres'].includes(token.text)) {
    const next = tokens[at + 1]?.text ?? ''
    if (squared || next.startsWith('carre') || next === 'square')
      return { ...amount, unit: 'm2', until: at + 2 }
    if (next.startsWith('lineaire')) return { ...amount, unit: 'm', until: at + 2 }
  }
  // "100 ml" of gel is a size; "20 000 ml d'élastique" are metres of length.
  const isMillilitre = token.text === 'ml' && !['de', 'd'].includes(tokens[at + 1]?.text ?? '')
  if (isMillilitre && amount.value <= 1000) return { ...amount, measure: 'size', until: at + 1 }
  const measure = measureOf.get(token.text)
  if (measure === 'grammage') {
    const isArea = tokens[at + 1]?.text === '/' && /^m2?$/.test(tokens[at + 2]?.text ?? '')
    return { ...amount, measure, until: isArea ? at + 3 : at + 1 }
  }
  if (measure !== undefined) return { ...amount, measure, until: at + 1 }
  const unit = unitOf.get(token.text)
  if (unit === undefined) return amount
  if (unit === 'box' || unit === 'pack' || unit === 'bottle') return packed(tokens, amount, unit, at + 1)
  return { ...amount, unit, until: at + 1 }
}

/** "200 boîtes de 50", "1 000 flacons de 500 mL". */
function packed(
  tokens: readonly Token[],
  amount: Amount,
  unit: 'box' | 'pack' | 'bottle',
  at: number,
): Amount {
  const of = tokens[at]?.text
  const inside = of === 'de' || of === 'of' || of === 'x' ? tokens[at + 1] : undefined
  if (inside?.kind !== 'number') return { ...amount, unit, until: at }
  const volume = tokens[at + 2]?.text ?? ''
  const isVolume = ['ml', 'cl', 'l', 'litre', 'litres'].includes(volume)
  const measure = isVolume ? ` ${volume === 'ml' ? 'mL' : volume === 'cl' ? 'cL' : 'L'}` : ''
  return { ...amount, unit: `${unit} of ${inside.value}${measure}`, until: at + (isVolume ? 3 : 2) }
}

const yearWords = new Set(
  'an annee ans year annum annuel annuelle annuels annuelles yearly annually'.split(' '),
)

/** Token after "/an", "par an", "annuels"; null where there is none. */
function yearAfter(tokens: readonly Token[], at: number): number | null {
  const first = tokens[at]?.text ?? ''
  const isPer = ['/', 'par', 'per', 'a', 'chaque', 'each', 'every'].includes(first)
  if (isPer && yearWords.has(tokens[at + 1]?.text ?? '')) return at + 2
  return first.length > 5 && yearWords.has(first) ? at + 1 : null
}

/** "/jour", "par semaine", "a week", "chaque mois", "hebdomadaires"; null with the same place where there is none. */
export function perAfter(tokens: readonly Token[], at: number): { per: Per | null; until: number } {
  const first = tokens[at]?.text ?? ''
  const isNumbered = tokens[at + 2]?.kind === 'number'
  if (!isNumbered && ['/', 'par', 'per', 'a', 'chaque', 'each', 'every', 'la', 'le'].includes(first)) {
    const per = perWords.get(tokens[at + 1]?.text ?? '')
    if (per !== undefined && !(first === 'a' && (tokens[at + 1]?.text ?? '').startsWith('j')))
      return { per, until: at + 2 }
  }
  const per = alone.has(first) ? (perWords.get(first) ?? null) : null
  return { per, until: per === null ? at : at + 1 }
}
