import type { Reply, Sent } from '#lib/api/types.ts'
import type { Town } from '#lib/components/town.ts'

export type Profile = Reply<'/api/organisations/{organisationId}/profile', 'get'>
/** What is sent to be saved, without the version. */
export type ProfileBody = Omit<Sent<'/api/organisations/{organisationId}/profile', 'put'>, 'version'>
type SavedSite = Profile['sites'][number]

/** A line of machines or of people as it is typed: figures may be missing or not be numbers (NaN). */
export interface ResourceLine {
  key: string
  /** Machine type or trade of the catalogue; null for pasted words that are still to be recognised. */
  id: string | null
  /** The firm's own words where they were pasted. */
  words: string
  count: number | null
  hours: number | null
  /** What machines are more closely; absent for people, and where the firm says no more. */
  attributes?: Attributes
}

const attributeNames = ['widthCm', 'gauge', 'leastGramsPerM2', 'mostGramsPerM2'] as const
export type Attribute = (typeof attributeNames)[number]
export type Attributes = Partial<Record<Attribute, number | null>>

export interface SiteDraft {
  key: string
  /** Null for a site that was never saved. */
  id: string | null
  name: string
  siret: string
  address: string
  town: Town | null
  /** Where the pin was moved to; null while it stands at the commune's own place. */
  pin: { latitude: number; longitude: number } | null
  cleanRoom: boolean
  machines: ResourceLine[]
  workforce: ResourceLine[]
}

export interface CertificateDraft {
  key: string
  norm: string | null
  edition: string
  item: string | null
  number: string
  validUntil: string
  status: Profile['certificates'][number]['status']
}

/** A profile as it is edited; every section is one of its properties. */
export interface ProfileDraft {
  activity: string
  sites: SiteDraft[]
  workedMaterials: string[]
  certificates: CertificateDraft[]
  availability: Profile['availability']
  orders: {
    willing: string[]
    unwilling: string[]
    minimumOrder: number | null
    usualLeadDays: number | null
  }
  audience: Profile['audience']
  distress: {
    activityLostPercent: number | null
    jobs: number | null
    jobsAtRisk: number | null
    /** Whether others are told the band it falls in. */
    published: boolean
  } | null
}

/** Hours a week that a line starts with: a full week, which one lowers. */
export const FULL_WEEK = 35

let keys = 0
/** Tells lines apart while they are edited, those of a draft kept on this device included. */
export function newKey(): string {
  return `${Date.now().toString(36)}-${++keys}`
}

const lineOf = (id: string, count: number, hours: number, attributes?: Attributes): ResourceLine => ({
  key: newKey(),
  id,
  words: '',
  count,
  hours,
  ...(attributes !== undefined && { attributes: { ...attributes } }),
})

function siteDraftOf(site: SavedSite): SiteDraft {
  const { id, name, siret, address, cleanRoom, precision, latitude, longitude } = site
  return {
    key: id,
    id,
    name,
    siret: siret ?? '',
    address: address ?? '',
    town: { code: site.commune, name: site.communeName, department: site.department, latitude, longitude },
    pin: precision === 'address' ? { latitude, longitude } : null,
    cleanRoom,
    machines: site.machines.map(({ type, count, hoursPerWeek, attributes }) =>
      lineOf(type, count, hoursPerWeek, attributes),
    ),
    workforce: site.workforce.map(({ trade, people, hoursPerWeek }) => lineOf(trade, people, hoursPerWeek)),
  }
}

/** A site that is added, with nothing in it yet. */
export function siteAt(town: Town | null, name: string): SiteDraft {
  return {
    key: newKey(),
    id: null,
    name,
    siret: '',
    address: '',
    town,
    pin: null,
    cleanRoom: false,
    machines: [],
    workforce: [],
  }
}

/** The draft of a saved profile. */
export function draftOf(profile: Profile): ProfileDraft {
  const { willing, unwilling, minimumOrder, usualLeadDays } = profile
  return {
    activity: profile.activity,
    sites: profile.sites.map(siteDraftOf),
    workedMaterials: [...profile.workedMaterials],
    certificates: profile.certificates.map(certificate => ({
      key: newKey(),
      norm: certificate.norm,
      edition: certificate.edition ?? '',
      item: certificate.item,
      number: certificate.number ?? '',
      validUntil: certificate.validUntil ?? '',
      status: certificate.status,
    })),
    availability: profile.availability.map(exception => ({ ...exception })),
    orders: { willing: [...willing], unwilling: [...unwilling], minimumOrder, usualLeadDays },
    audience: profile.audience,
    distress: profile.distress ? { ...profile.distress } : null,
  }
}

const filled = (text: string) => (text.trim() === '' ? null : text.trim())

/** Typed figures that are missing or not numbers are sent as they cannot be; `faultsOf` names them first. */
const figure = (value: number | null) => value ?? Number.NaN

/** What was filled in of them; nothing where none was. */
function attributesOf(attributes: Attributes = {}): { attributes?: Partial<Record<Attribute, number>> } {
  const filledIn: Partial<Record<Attribute, number>> = {}
  for (const name of attributeNames) {
    const value = attributes[name] ?? null
    if (value !== null) filledIn[name] = value
  }
  return Object.keys(filledIn).length === 0 ? {} : { attributes: filledIn }
}

/** What is sent: as it is typed, for `faultsOf` to judge and for the server to refuse. */
export function bodyOf(draft: ProfileDraft): ProfileBody {
  return {
    activity: draft.activity.trim(),
    audience: draft.audience,
    ...draft.orders,
    sites: draft.sites.map(site => ({
      id: site.id,
      name: site.name.trim(),
      siret: filled(site.siret),
      address: filled(site.address),
      commune: site.town?.code ?? '',
      latitude: site.pin?.latitude ?? null,
      longitude: site.pin?.longitude ?? null,
      cleanRoom: site.cleanRoom,
      machines: site.machines.map(({ id, count, hours, attributes }) => ({
        type: id ?? '',
        count: figure(count),
        hoursPerWeek: figure(hours),
        ...attributesOf(attributes),
      })),
      workforce: site.workforce.map(({ id, count, hours }) => ({
        trade: id ?? '',
        people: figure(count),
        hoursPerWeek: figure(hours),
      })),
    })),
    workedMaterials: draft.workedMaterials,
    certificates: draft.certificates.map(({ norm, edition, item, number, validUntil }) => ({
      norm: norm ?? '',
      edition: filled(edition),
      item,
      number: filled(number),
      validUntil: filled(validUntil),
    })),
    availability: draft.availability,
    distress: draft.distress && {
      activityLostPercent: figure(draft.distress.activityLostPercent),
      jobs: figure(draft.distress.jobs),
      jobsAtRisk: figure(draft.distress.jobsAtRisk),
      published: draft.distress.published,
    },
  }
}

const isWhole = ({ id, count, hours }: ResourceLine) =>
  id !== null && count !== null && Number.isInteger(count) && count > 0 && hours !== null && hours >= 0

/**
 * The draft as far as it can be understood already: to see what could be made while one types. Lines without a figure
 * and sites without a commune wait; null while no site has one.
 */
export function understoodOf(draft: ProfileDraft): ProfileBody | null {
  const number = (value: number | null) => (value !== null && Number.isFinite(value) ? value : null)
  const sites = draft.sites
    .filter(site => site.town !== null)
    .map((site, index) => ({
      ...site,
      name: site.name.trim() === '' ? `${index + 1}` : site.name,
      siret: '',
      machines: site.machines.filter(isWhole),
      workforce: site.workforce.filter(isWhole),
    }))
  if (sites.length === 0) return null
  const { orders } = draft
  return bodyOf({
    ...draft,
    sites,
    certificates: draft.certificates.filter(({ norm }) => norm !== null),
    orders: {
      ...orders,
      minimumOrder: number(orders.minimumOrder),
      usualLeadDays: number(orders.usualLeadDays),
    },
    distress: null,
  })
}

/** The two lists of figures of a site that a firm fills in line by line. */
export type Resource = 'machines' | 'workforce'

/** What a line of each list is called in the body that is sent: for the pointers of errors. */
export const FIELDS = {
  machines: { id: 'type', count: 'count', hours: 'hoursPerWeek' },
  workforce: { id: 'trade', count: 'people', hours: 'hoursPerWeek' },
} as const satisfies Record<Resource, Record<'id' | 'count' | 'hours', string>>
