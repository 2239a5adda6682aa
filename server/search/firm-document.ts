import { townByCode } from '@maillage/db/towns/towns.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { dayOf } from '@maillage/matching/dates.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import type { Weekly } from '@maillage/matching/explore.ts'
import type { Makeable } from '../features/possibilities/makeable.ts'
import { communeName } from '../places.ts'
import { capacityOf } from './capacity.ts'
import { codesIn } from './codes.ts'
import { ConceptSet } from './concept-set.ts'
import type { Said, SearchDocument } from './document.ts'
import type { WordReader } from './words.ts'

export type MadeAlone = Pick<Makeable, 'now' | 'reoriented' | 'recipes'>

/** What a document is made with. */
export interface DocumentMaker {
  catalogue: Catalogue
  words: WordReader
  /** What a firm could make by itself, as its published profile says. */
  makeable(firm: Firm): MadeAlone
  /** Units a week by some of these recipes. */
  weekly(firm: Firm, recipes: ReadonlySet<string>): Weekly[]
  /** ISO date. */
  today: string
}

/** A profile confirmed within so many days is fresh. */
export const freshDays = 180

/**
 * What others may find of a firm: what they see of it anyway. Prices, distress, hours that are held and what it refuses
 * stay out. Null for a firm without a site, which is no firm to find yet.
 */
export function firmDocument(firm: Firm, maker: DocumentMaker): SearchDocument | null {
  const first = firm.sites[0]
  if (first === undefined) return null
  const { catalogue, words } = maker
  const concepts = new ConceptSet()
  const machines = new Set(firm.sites.flatMap(site => site.machines.map(({ type }) => type)))
  const trades = new Set(firm.sites.flatMap(site => site.workforce.map(({ trade }) => trade)))
  const departments = new Set(firm.sites.map(({ place }) => place.department))
  const processes = new Set(
    catalogue.machineTypes
      .filter(({ id }) => machines.has(id))
      .flatMap(machine => machine.processes.map(({ process }) => process)),
  )
  const norms = new Set(
    firm.certificates
      .filter(({ status }) => status === 'declared' || status === 'verified')
      .map(({ norm }) => norm),
  )
  const verified = new Set(
    firm.certificates.filter(({ status }) => status === 'verified').map(({ norm }) => norm),
  )
  const { now, reoriented, recipes } = maker.makeable(firm)
  const families = familiesOf(catalogue)
  const refused = new Set(firm.unwilling)
  const wanted = (item: string) => !refused.has(item) && !refused.has(families.get(item) ?? '')
  const made = [...now].filter(wanted)
  const after = [...reoriented].filter(wanted)
  const familiesNow = known(made.map(item => families.get(item)))
  const familiesAfter = known(after.map(item => families.get(item))).filter(id => !familiesNow.includes(id))

  const [saidInName, saidInActivity] = [words.saidIn(firm.name), words.saidIn(firm.activity)]
  const offered = new Map(
    [...recipes].flatMap(([recipe, item]) => {
      const family = families.get(item) ?? null
      return family === null || !wanted(item) ? [] : [[recipe, family] as const]
    }),
  )
  const ways = Map.groupBy(
    maker.weekly(firm, new Set(offered.keys())),
    ({ recipe }) => offered.get(recipe) ?? '',
  )

  concepts.add('A', saidInName.map(lexemeOf))
  concepts.addAll('B', 'machine', machines)
  concepts.addAll('B', 'trade', trades)
  concepts.addAll('B', 'process', processes)
  concepts.addAll('B', 'material', firm.workedMaterials)
  concepts.addAll('B', 'norm', norms)
  concepts.addAll('B', 'product', made)
  concepts.addAll('B', 'family', familiesNow)
  concepts.addAll('B', 'department', departments)
  concepts.addAll('B', 'commune', new Set(firm.sites.map(({ place }) => place.commune)))
  concepts.add('C', saidInActivity.map(lexemeOf))
  concepts.addAll('D', 'product', after)
  concepts.addAll('D', 'family', familiesAfter)
  const { latitude, longitude, commune, department } = first.place
  const towns = [...new Set(firm.sites.map(({ place }) => place.commune))]
  return {
    kind: 'firm',
    id: firm.id,
    audience: firm.audience,
    owner: firm.id,
    title: { fr: firm.name, en: firm.name },
    places: towns.map(communeName),
    text: firm.activity,
    sentences: words.asserted(firm.activity),
    concepts: concepts.list(),
    // Its name last, whose words are the first to be shown.
    said: [...new Map([...saidInActivity, ...saidInName].map(one => [one.lexeme, one])).values()],
    codes: [...new Set([...towns.flatMap(postalCodes), ...normCodes(catalogue, norms)])],
    facets: {
      process: [...processes],
      now: familiesNow,
      reoriented: familiesAfter,
      material: firm.workedMaterials,
      certificate: [...norms],
      verified: [...verified],
      department: [...departments],
    },
    capacity: Object.fromEntries([...ways].map(([family, own]) => [family, capacityOf(own)])),
    place: { latitude, longitude, commune, department },
    until: null,
    standing: standingOf(firm, maker.today),
  }
}

const lexemeOf = ({ lexeme }: Said) => lexeme

/** How much a profile may be relied on, in [0, 1]: verified, confirmed lately, complete. Shares are estimates. */
function standingOf(firm: Firm, today: string): number {
  const { verified, confirmedAt, sites, activity, workedMaterials } = firm
  const fresh = confirmedAt !== null && dayOf(today) - dayOf(confirmedAt) <= freshDays
  return (
    (verified ? 0.35 : 0) +
    (fresh ? 0.25 : 0) +
    (sites.some(({ machines }) => machines.length > 0) ? 0.15 : 0) +
    (sites.some(({ workforce }) => workforce.length > 0) ? 0.1 : 0) +
    (workedMaterials.length > 0 ? 0.1 : 0) +
    (activity.length > 40 ? 0.05 : 0)
  )
}

const known = (ids: (string | null | undefined)[]) => [
  ...new Set(ids.filter(id => id !== null && id !== undefined)),
]

const familyMaps = new WeakMap<Catalogue, ReadonlyMap<string, string | null>>()

/** Family of each item, by its id. */
export function familiesOf(catalogue: Catalogue): ReadonlyMap<string, string | null> {
  const before = familyMaps.get(catalogue)
  if (before !== undefined) return before
  const families = new Map(catalogue.items.map(({ id, family }) => [id, family]))
  familyMaps.set(catalogue, families)
  return families
}

const postalCodes = (commune: string) => townByCode(commune)?.postalCodes ?? []

/** Codes that norms go by, in their names and synonyms. */
export function normCodes(catalogue: Catalogue, ids: Iterable<string>): string[] {
  const asked = new Set(ids)
  return catalogue.norms
    .filter(({ id }) => asked.has(id))
    .flatMap(({ name, synonyms }) => [name.fr, name.en, ...synonyms.fr, ...synonyms.en])
    .flatMap(text => codesIn(text).map(({ code }) => code))
}
