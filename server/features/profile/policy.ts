import { isDeepStrictEqual } from 'node:util'
import type { Place } from '@maillage/matching/supply.ts'
import { siret as siretNumber } from 'stdnum/lib/cjs/fr/index.js'
import { placeOf } from '../../places.ts'
import { duplicates, type Fault, sentences } from '../../problems/faults.ts'
import type { Known } from '../catalogue/known.ts'
import type { Profile, ProfileDraft } from './schemas.ts'

type SiteDraft = ProfileDraft['sites'][number]

/** A site as it can be stored: its SIRET as 14 digits, its place found. */
export interface CheckedSite extends Omit<SiteDraft, 'commune' | 'latitude' | 'longitude'> {
  place: Place
}

/** A profile whose every value may be stored. */
export interface CheckedProfile extends Omit<ProfileDraft, 'sites'> {
  sites: CheckedSite[]
}

const FIRST_DAY = '2000-01-01'

/** Faults of the ids that are not known; `path` is the pointer of the list they are in, `rest` leads to the id. */
function unknown(ids: readonly string[], known: (id: string) => boolean, path: string, rest = ''): Fault[] {
  return ids.flatMap((id, index) =>
    known(id) ? [] : [{ field: `${path}/${index}${rest}`, message: sentences.unknown }],
  )
}

function checkSiret(siret: string | null, siren: string, field: string): Fault[] {
  if (siret === null) return []
  if (!siretNumber.validate(siret).isValid) {
    const message = {
      fr: 'Ce numéro SIRET n’est pas valable : 14 chiffres, dont une clé de contrôle.',
      en: 'This SIRET number is not valid: 14 digits, one of them a check digit.',
    }
    return [{ field, message }]
  }
  if (siretNumber.compact(siret).startsWith(siren)) return []
  const message = {
    fr: `Ce SIRET n’est pas celui d’un établissement de votre organisation (SIREN ${siren}).`,
    en: `This SIRET is not one of your organisation’s establishments (SIREN ${siren}).`,
  }
  return [{ field, message }]
}

/** Hours and shares to the hundredth: finer is noise, and the database's short numbers have an end. */
const hundredth = (value: number) => Math.round(value * 100) / 100

const inHundredths = <Line extends { hoursPerWeek: number }>(line: Line): Line => ({
  ...line,
  hoursPerWeek: hundredth(line.hoursPerWeek),
})

/** A machine of which nothing more is said has no attributes. */
function withoutNothing({
  attributes,
  ...machine
}: SiteDraft['machines'][number]): CheckedSite['machines'][number] {
  return attributes === undefined || Object.keys(attributes).length === 0
    ? machine
    : { ...machine, attributes }
}

/** The lightest cloth a machine makes is no heavier than the heaviest. */
const turnedRound = (machines: SiteDraft['machines'], path: string): Fault[] =>
  machines.flatMap(({ attributes }, index) => {
    const { leastGramsPerM2: least, mostGramsPerM2: most } = attributes ?? {}
    const isWrong = least !== undefined && most !== undefined && least > most
    return isWrong
      ? [{ field: `${path}/${index}/attributes/mostGramsPerM2`, message: sentences.lighterThanLeast }]
      : []
  })

/** Something to tell sites apart by: their id, or a number that no id is. */
const distinguish = (sites: SiteDraft[], by: (site: SiteDraft) => string | null) =>
  sites.map((site, index) => by(site) ?? String(index))

const validSiret = ({ siret }: SiteDraft) =>
  siret !== null && siretNumber.validate(siret).isValid ? siretNumber.compact(siret) : null

function checkSites(
  sites: SiteDraft[],
  siren: string,
  known: Known,
): { sites: CheckedSite[]; faults: Fault[] } {
  const faults = [
    ...duplicates(
      distinguish(sites, site => site.id),
      '/sites',
      '/id',
    ),
    ...duplicates(distinguish(sites, validSiret), '/sites', '/siret'),
  ]
  const checked = sites.flatMap((draft, index): CheckedSite[] => {
    const { commune, latitude, longitude, ...site } = draft
    const path = `/sites/${index}`
    const types = site.machines.map(machine => machine.type)
    const trades = site.workforce.map(pool => pool.trade)
    faults.push(...checkSiret(site.siret, siren, `${path}/siret`))
    faults.push(...unknown(types, id => known.machineTypes.has(id), `${path}/machines`, '/type'))
    faults.push(...unknown(trades, id => known.trades.has(id), `${path}/workforce`, '/trade'))
    const place = placeOf({ commune, latitude, longitude }, path)
    if (Array.isArray(place)) {
      faults.push(...place)
      return []
    }
    faults.push(...turnedRound(site.machines, `${path}/machines`))
    const machines = site.machines.map(inHundredths).map(withoutNothing)
    const workforce = site.workforce.map(inHundredths)
    return [{ ...site, siret: validSiret(draft), place, machines, workforce }]
  })
  return { sites: checked, faults }
}

function checkCertificates(certificates: ProfileDraft['certificates'], known: Known): Fault[] {
  return certificates.flatMap(({ norm, edition, item, validUntil }, index): Fault[] => {
    const path = `/certificates/${index}`
    const found = known.norms.get(norm)
    const refused = [
      { field: 'norm', wrong: found === undefined },
      { field: 'edition', wrong: edition !== null && !found?.editions.some(one => one.edition === edition) },
      { field: 'item', wrong: item !== null && !known.items.has(item) },
    ].filter(({ field, wrong }) => wrong && (field !== 'edition' || found !== undefined))
    return [
      ...refused.map(({ field }) => ({ field: `${path}/${field}`, message: sentences.unknown })),
      ...(validUntil !== null && validUntil < FIRST_DAY
        ? [{ field: `${path}/validUntil`, message: sentences.beforeTwoThousand }]
        : []),
    ]
  })
}

const isMonday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() === 1

function checkAvailability(weeks: string[]): Fault[] {
  const notMonday = {
    fr: 'Une semaine se donne par son lundi.',
    en: 'A week is given by its Monday.',
  }
  return [
    ...duplicates(weeks, '/availability', '/week'),
    ...weeks.flatMap((week, index): Fault[] => {
      const field = `/availability/${index}/week`
      if (week < FIRST_DAY) return [{ field, message: sentences.beforeTwoThousand }]
      return isMonday(week) ? [] : [{ field, message: notMonday }]
    }),
  ]
}

/**
 * What a schema cannot know: that ids are in the catalogue, communes exist, establishments belong to the organisation
 * and figures agree. Returns every fault at once, or the profile with its places found.
 */
export function checkProfile(draft: ProfileDraft, siren: string, known: Known): Fault[] | CheckedProfile {
  const made = (id: string) => known.items.has(id) || known.families.has(id)
  const { sites, faults } = checkSites(draft.sites, siren, known)
  const contradiction = {
    fr: 'Vous dites à la fois vouloir et refuser de le fabriquer.',
    en: 'You say both that you want to make it and that you refuse to.',
  }
  const moreThanJobs = {
    fr: 'Les emplois menacés ne peuvent dépasser les emplois.',
    en: 'Jobs at risk cannot exceed jobs.',
  }
  faults.push(
    ...unknown(draft.willing, made, '/willing'),
    ...unknown(draft.unwilling, made, '/unwilling'),
    ...duplicates(draft.willing, '/willing'),
    ...duplicates(draft.unwilling, '/unwilling'),
    ...draft.unwilling.flatMap((id, index) =>
      draft.willing.includes(id) ? [{ field: `/unwilling/${index}`, message: contradiction }] : [],
    ),
    ...unknown(draft.workedMaterials, id => known.materialFamilies.has(id), '/workedMaterials'),
    ...duplicates(draft.workedMaterials, '/workedMaterials'),
    ...checkCertificates(draft.certificates, known),
    ...checkAvailability(draft.availability.map(({ week }) => week)),
    ...(draft.distress && draft.distress.jobsAtRisk > draft.distress.jobs
      ? [{ field: '/distress/jobsAtRisk', message: moreThanJobs }]
      : []),
  )
  const availability = draft.availability.map(({ week, share }) => ({ week, share: hundredth(share) }))
  return faults.length > 0 ? faults : { ...draft, availability, sites }
}

/** Faults of the sites that carry an id which is not one of the firm's own: a stranger's or none at all. */
export function checkOwnSites(sites: CheckedSite[], own: string[]): Fault[] {
  const message = {
    fr: 'Ce site n’est pas un site de votre organisation.',
    en: 'This site is not one of your organisation’s.',
  }
  return sites.flatMap(({ id }, index) =>
    id === null || own.includes(id) ? [] : [{ field: `/sites/${index}/id`, message }],
  )
}

/** A firm states its certificates; what was decided about one stays while it says the same. */
export function withStatus(
  stated: ProfileDraft['certificates'],
  before: Profile['certificates'],
): Profile['certificates'] {
  return stated.map(certificate => {
    const same = before.find(({ status, ...said }) => isDeepStrictEqual(said, certificate))
    return { ...certificate, status: same?.status ?? 'declared' }
  })
}
