/** The thread that texts are read in: a long one takes seconds, in which the server has others to answer. */
import { loadWords } from '@maillage/db/catalogue/words/load.ts'
import { loadDepartments } from '@maillage/db/towns/departments.ts'
import { loadTowns } from '@maillage/db/towns/towns.ts'
import type { ImportKind } from '@maillage/db/tables/imports.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { compileLexicon, type Lexicon } from '@maillage/matching/understanding/lexicon.ts'
import { needsFromText, type ReadNeed } from '@maillage/matching/understanding/needs.ts'
import {
  compilePlaces,
  type NamedPlace,
  type PlaceIndex,
  placesIn,
} from '@maillage/matching/understanding/places.ts'
import { profileFromText, type ProfileProposals } from '@maillage/matching/understanding/profile.ts'
import { readText, type Span } from '@maillage/matching/understanding/reading.ts'
import { workerData } from 'piscina'
import { knownIn } from '../features/catalogue/known.ts'
import { type CheckedRows, checkRows, type RowsToCheck } from '../features/tables/check-rows.ts'
import { guessMapping, type Mapping, type Table, tableOf } from '../features/tables/columns.ts'
import { createRecogniser, type Recogniser } from '../features/tables/recognise.ts'

/** What a text says of a firm, and the communes it names. */
export interface ReadProfile extends ProfileProposals {
  /** Communes, each with others of its name. */
  places: { code: string; others: string[]; spans: Span[] }[]
}

export interface TableToRead {
  /** Cells by line. */
  lines: string[][]
  kind: ImportKind
  /** The field that stood under a heading last time. */
  remembered: Record<string, string>
}

export type ReadTable = Table & { mapping: Mapping }

interface Known {
  catalogue: Catalogue
  lexicon: Lexicon
  places: PlaceIndex
  recogniser: Recogniser
}

/** A word said thousands of times is shown where it is said first. */
const MOST_SPANS = 50

let known: Known | undefined

/** The words of the trade and the places of the country, made ready with the first text. */
function knownHere(): Known {
  if (known !== undefined) return known
  const catalogue: Catalogue = workerData.catalogue
  const places = compilePlaces({ towns: loadTowns(), departments: loadDepartments() })
  const lexicon = compileLexicon(catalogue, loadWords())
  known = { catalogue, lexicon, places, recogniser: createRecogniser(catalogue, lexicon, places) }
  return known
}

/** Proposals for a firm's profile from what it says of itself. */
export function readProfile(text: string): ReadProfile {
  const { lexicon, places } = knownHere()
  const { proposals, questions, denied, makes, ...found } = profileFromText(text, lexicon)
  return {
    ...found,
    proposals: proposals.map(firstSpans),
    questions: questions.map(firstSpans),
    denied: denied.map(firstSpans),
    makes: makes.map(firstSpans),
    places: communesIn(text, lexicon, places).map(firstSpans),
  }
}

const firstSpans = <Found extends { spans: Span[] }>(found: Found): Found => ({
  ...found,
  spans: found.spans.slice(0, MOST_SPANS),
})

/** The needs that a text tells of; `today` is an ISO date. */
export function readNeeds({ text, today }: { text: string; today: string }): ReadNeed[] {
  const { lexicon, catalogue, places } = knownHere()
  return needsFromText(text, lexicon, catalogue, { today, places })
}

/** The headings and rows of a table, with what each column seems to hold. */
export function readTable({ lines, kind, remembered }: TableToRead): ReadTable {
  const { recogniser } = knownHere()
  const table = tableOf(kind, lines, recogniser)
  return { ...table, mapping: guessMapping(kind, table, remembered, recogniser) }
}

/** What rows of a table say, and what is wrong with them. */
export function readRows(task: RowsToCheck): CheckedRows {
  const { recogniser, catalogue } = knownHere()
  return checkRows(task, recogniser, knownIn(catalogue))
}

const codesOf = (places: NamedPlace[]) => places.flatMap(({ kind, code }) => (kind === 'town' ? [code] : []))

function communesIn(text: string, lexicon: Lexicon, places: PlaceIndex): ReadProfile['places'] {
  const { tokens, span } = readText(text, lexicon)
  const found = new Map<string, ReadProfile['places'][number]>()
  for (const place of placesIn(tokens, places, lexicon)) {
    if (place.kind !== 'town') continue
    const where = span(place.from, place.until)
    const before = found.get(place.code)
    if (before === undefined)
      found.set(place.code, { code: place.code, others: codesOf(place.others), spans: [where] })
    else before.spans.push(where)
  }
  return [...found.values()]
}
