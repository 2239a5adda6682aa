/** Communes, departments and regions that a text names; the list is handed in. */
import type { Lexicon } from './lexicon.ts'
import { fold, type Token } from './tokens.ts'

/** The places of a country, the largest towns first. */
export interface Gazetteer {
  towns: { code: string; name: string; department: string; postalCodes: string[] }[]
  departments: { code: string; name: string; regionCode: string; region: string }[]
}

export interface NamedPlace {
  kind: 'town' | 'department' | 'region'
  /** INSEE code. */
  code: string
  name: string
  /** Of a town; null for a region. */
  department: string | null
}

export interface PlaceMention extends NamedPlace {
  from: number
  until: number
  confidence: number
  /** Others of that name, the largest first. */
  others: NamedPlace[]
  /** Said as where to deliver. */
  delivery: boolean
}

export interface PlaceIndex {
  byName: Map<string, NamedPlace[]>
  byPostalCode: Map<string, NamedPlace[]>
  /** Names of large towns: they are known without a word that leads to a place. */
  large: Set<string>
}

/** So many towns, the largest, are known where they open a sentence. */
const largeTowns = 1000
const longestName = 8

export function compilePlaces({ towns, departments }: Gazetteer): PlaceIndex {
  const byName = new Map<string, NamedPlace[]>()
  const byPostalCode = new Map<string, NamedPlace[]>()
  const add = (map: Map<string, NamedPlace[]>, key: string, place: NamedPlace) =>
    map.set(key, [...(map.get(key) ?? []), place])
  for (const { code, name } of departments)
    add(byName, keyOf(name), { kind: 'department', code, name, department: code })
  for (const { regionCode, region } of departments) {
    if (!byName.get(keyOf(region))?.some(({ kind }) => kind === 'region')) {
      add(byName, keyOf(region), { kind: 'region', code: regionCode, name: region, department: null })
    }
  }
  const large = new Set<string>()
  for (const [rank, { code, name, department, postalCodes }] of towns.entries()) {
    const place: NamedPlace = { kind: 'town', code, name, department }
    add(byName, keyOf(name), place)
    if (rank < largeTowns) large.add(keyOf(name))
    for (const postalCode of postalCodes) add(byPostalCode, postalCode, place)
  }
  return { byName, byPostalCode, large }
}

const keyOf = (name: string) =>
  spelled(
    fold(name)
      .split(/[^a-z0-9]+/)
      .filter(Boolean),
  )
const spelled = (words: string[]) =>
  words.map(word => (word === 'st' ? 'saint' : word === 'ste' ? 'sainte' : word)).join(' ')

const leads = new Set(
  (
    'a de d du des en pres sur dans vers ville mairie commune hopital ch chu chr chru departement region l la le les in at of to the ' +
    'agglomeration metropole prefecture sdis conseil departemental ehpad clinique communaute livraison livr rhone site usine'
  ).split(' '),
)
const deliveryWords = new Set(
  'livraison livr livrer livre livres livrable livraisons delivery deliver delivered lieu destination'.split(
    ' ',
  ),
)

/** Every place in a text, in its order. A word that is a thing of the trade is no place unless a code says so. */
export function placesIn(
  tokens: readonly Token[],
  { byName, byPostalCode, large }: PlaceIndex,
  lexicon: Lexicon,
): PlaceMention[] {
  const found: PlaceMention[] = []
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]
    if (token === undefined) break
    const postal =
      token.kind === 'number' && /^\d{5}$/.test(token.text) ? byPostalCode.get(token.text) : undefined
    if (postal !== undefined) {
      const named = nameAt(tokens, at + 1, byName)
      const place = named && postal.find(({ code }) => named.places.some(other => other.code === code))
      if (place && named) {
        found.push({
          ...place,
          from: at,
          until: named.until,
          confidence: 0.98,
          others: [],
          delivery: isDelivery(tokens, at),
        })
        at = named.until - 1
      }
      continue
    }
    if (token.kind !== 'word' || token.text.length < 2) continue
    const delivery = isDelivery(tokens, at)
    if (
      !token.capital &&
      !(delivery && ['.', 'a', 'sur', ':', 'de', 'livr', 'livraison'].includes(tokens[at - 1]?.text ?? ''))
    )
      continue
    const named = nameAt(tokens, at, byName)
    if (named === null || /^\d/.test(tokens[named.until]?.text ?? '')) continue
    const code = codeAfter(tokens, named.until)
    const inDepartment =
      code === null ? named.places : named.places.filter(({ department }) => department === code)
    const places = inDepartment.length > 0 ? inDepartment : named.places
    const [place, ...others] = preferred(places, tokens, at)
    const isLed =
      leads.has(tokens[at - 1]?.text ?? '') ||
      (tokens[at - 1]?.text === "'" && leads.has(tokens[at - 2]?.text ?? ''))
    const isKnown = large.has(named.key) && (token.capital || delivery)
    if (place === undefined || !(code !== null || isLed || isKnown || delivery)) continue
    if (code === null && lexicon.known.has(token.stem) && named.until === at + 1 && !isKnown) continue
    const confidence = code !== null || others.length === 0 ? 0.95 : isKnown ? 0.9 : 1 / (1 + others.length)
    found.push({ ...place, from: at, until: named.until, confidence, others, delivery })
    at = named.until - 1
  }
  return found
}

function nameAt(
  tokens: readonly Token[],
  from: number,
  byName: PlaceIndex['byName'],
): { key: string; places: NamedPlace[]; until: number } | null {
  const words: string[] = []
  let best: { key: string; places: NamedPlace[]; until: number } | null = null
  for (let at = from; at < tokens.length && words.length < longestName; at++) {
    const token = tokens[at]
    if (token === undefined || token.kind === 'number') break
    if (token.kind === 'mark') {
      if (!"-'’‐–".includes(token.text)) break
      continue
    }
    words.push(token.text)
    const key = spelled(words)
    const places = byName.get(key)
    if (places !== undefined) best = { key, places, until: at + 1 }
  }
  return best
}

/** "(09)", "(Ariège)" is left to the reader. */
function codeAfter(tokens: readonly Token[], at: number): string | null {
  if (tokens[at]?.text !== '(') return null
  const code = tokens[at + 1]?.text.toUpperCase() ?? ''
  return /^(?:\d{2,3}|2[AB])$/.test(code) ? code : null
}

/** "dans l'Aude", "le Lot", "la Région Normandie": an area; "à Lot": a town. */
function preferred(places: NamedPlace[], tokens: readonly Token[], at: number): NamedPlace[] {
  const before = tokens[at - 1]?.text === "'" ? tokens[at - 2]?.text : tokens[at - 1]?.text
  const kind = ['a', 'sur', 'ville', 'mairie', 'commune'].includes(before ?? '') ? 'town' : null
  return [...places].sort((a, b) => Number(b.kind === kind) - Number(a.kind === kind))
}

function isDelivery(tokens: readonly Token[], at: number): boolean {
  for (let back = 1; back <= 4; back++) {
    const token = tokens[at - back]
    if (token === undefined || [';', '\n'].includes(token.text)) return false
    if (deliveryWords.has(token.text)) return true
  }
  return false
}
