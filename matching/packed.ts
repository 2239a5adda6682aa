/** Profiles kept in little memory: a few hundred bytes each, where the objects they are read into take some thousands. */
import type {
  Certificate,
  Commitment,
  DistressBand,
  Firm,
  Machine,
  MachineAttributes,
  Site,
  Tally,
  TrackRecord,
} from './supply.ts'

/** Words that come up in many profiles (ids of the catalogue, communes, dates), each kept once, by number. */
export class Vocabulary {
  readonly #words: string[] = []
  readonly #numbers = new Map<string, number>()

  number(word: string): number
  number(word: string | null): number | null
  number(word: string | null): number | null {
    if (word === null) return null
    const known = this.#numbers.get(word)
    if (known !== undefined) return known
    const number = this.#words.push(word) - 1
    this.#numbers.set(word, number)
    return number
  }

  word(number: number): string {
    const word = this.#words[number]
    if (word === undefined) throw new RangeError(`No word has the number ${number}`)
    return word
  }
}

/** A profile in two strings beside its id: figures and ids, a byte a letter; and what people wrote, which may take two. */
export interface PackedFirm {
  id: string
  figures: string
  texts: string
}

type Optional = number | null

/** What `figures` holds, as JSON. Ids of the catalogue, enumerations, places and dates are numbers of the vocabulary. */
type Figures = [
  structure: number,
  verified: number,
  audience: number,
  sites: PackedSite[],
  workedMaterials: number[],
  certificates: [norm: number, edition: Optional, item: Optional, validUntil: Optional, status: number][],
  availability: [week: number, share: number][],
  willing: number[],
  unwilling: number[],
  minimumOrder: Optional,
  usualLeadDays: Optional,
  confirmedAt: Optional,
  distress: [activityLostPercent: number, jobs: number, jobsAtRisk: number] | null,
  distressBand: Optional,
  /** Absent for most: it costs nothing then. */
  record?: (PackedTally | null)[],
]

type PackedTally = [kept: number, of: number]

/** The attributes are absent for most: they cost nothing then. */
type PackedMachine = [type: number, count: number, hoursPerWeek: number, attributes?: (number | null)[]]

type PackedSite = [
  id: string,
  place: [latitude: number, longitude: number, precision: number, commune: number, department: number],
  machines: PackedMachine[],
  workforce: [trade: number, people: number, hoursPerWeek: number][],
  cleanRoom: number,
  /** Absent for most: it costs nothing then. */
  commitments?: [kind: number, of: number, week: number, minutes: number, state: number][],
]

/** What `texts` holds, as JSON: the name, the activity, the names of the sites. */
type Texts = [name: string, activity: string, ...sites: string[]]

/** In the order of their numbers. */
export const structures: Firm['structure'][] = ['company', 'esat', 'ea', 'siae', 'public-body', 'association']
const audiences: Firm['audience'][] = ['public', 'members', 'operator']
const precisions: Site['place']['precision'][] = ['address', 'commune', 'postal-code', 'area']
const bands: DistressBand[] = ['low', 'medium', 'high']
const statuses: Firm['certificates'][number]['status'][] = ['declared', 'verified', 'refused', 'expired']

const kinds: Commitment['kind'][] = ['machines', 'people']
const states: Commitment['state'][] = ['held', 'committed']

/** Packs a profile. `unpack` gives back an equal one. */
export function pack(firm: Firm, vocabulary: Vocabulary): PackedFirm {
  const number = (word: string) => vocabulary.number(word)
  const optional = (word: string | null) => vocabulary.number(word)
  const figures: Figures = [
    structures.indexOf(firm.structure),
    Number(firm.verified),
    audiences.indexOf(firm.audience),
    firm.sites.map(({ id, place, machines, workforce, cleanRoom, commitments }): PackedSite => [
      id,
      [
        place.latitude,
        place.longitude,
        precisions.indexOf(place.precision),
        number(place.commune),
        number(place.department),
      ],
      machines.map(machine => packedMachine(machine, number)),
      workforce.map(({ trade, people, hoursPerWeek }) => [number(trade), people, hoursPerWeek]),
      Number(cleanRoom),
      ...packedCommitments(commitments, number),
    ]),
    firm.workedMaterials.map(number),
    firm.certificates.map(({ norm, edition, item, validUntil, status }) => [
      number(norm),
      optional(edition),
      optional(item),
      optional(validUntil),
      statuses.indexOf(status),
    ]),
    firm.availability.map(({ week, share }) => [number(week), share]),
    firm.willing.map(number),
    firm.unwilling.map(number),
    firm.minimumOrder,
    firm.usualLeadDays,
    optional(firm.confirmedAt),
    firm.distress === null
      ? null
      : [firm.distress.activityLostPercent, firm.distress.jobs, firm.distress.jobsAtRisk],
    firm.distressBand === null ? null : bands.indexOf(firm.distressBand),
    ...packedRecord(firm.record),
  ]
  const texts: Texts = [firm.name, firm.activity, ...firm.sites.map(({ name }) => name)]
  return { id: firm.id, figures: JSON.stringify(figures), texts: JSON.stringify(texts) }
}

const attributeNames = ['widthCm', 'gauge', 'leastGramsPerM2', 'mostGramsPerM2'] as const

function packedMachine(
  { type, count, hoursPerWeek, attributes }: Machine,
  number: (word: string) => number,
): PackedMachine {
  const packed: PackedMachine = [number(type), count, hoursPerWeek]
  if (attributes !== undefined) packed.push(attributeNames.map(name => attributes[name] ?? null))
  return packed
}

function unpackedAttributes(values: (number | null)[]): MachineAttributes {
  const attributes: MachineAttributes = {}
  for (const [place, name] of attributeNames.entries()) {
    const value = values[place]
    if (typeof value === 'number') attributes[name] = value
  }
  return attributes
}

function packedCommitments(
  commitments: Site['commitments'],
  number: (word: string) => number,
): [NonNullable<PackedSite[5]>] | [] {
  if (commitments === undefined) return []
  return [
    commitments.map(({ kind, of, week, minutes, state }) => [
      kinds.indexOf(kind),
      number(of),
      number(week),
      minutes,
      states.indexOf(state),
    ]),
  ]
}

function packedRecord(record: TrackRecord | undefined): [(PackedTally | null)[]] | [] {
  if (record === undefined) return []
  const packed = (tally: Tally | null): PackedTally | null => tally && [tally.kept, tally.of]
  return [[packed(record.onTime), packed(record.accepted), packed(record.answered)]]
}

function unpackedRecord([onTime, accepted, answered]: (PackedTally | null)[]): TrackRecord {
  const tally = (packed: PackedTally | null | undefined): Tally | null =>
    packed ? { kept: packed[0], of: packed[1] } : null
  return { onTime: tally(onTime), accepted: tally(accepted), answered: tally(answered) }
}

function unpackedCertificates(packed: Figures[5], vocabulary: Vocabulary): Certificate[] {
  const optional = (number: Optional) => (number === null ? null : vocabulary.word(number))
  return packed.map(([norm, edition, item, validUntil, status]) => ({
    norm: vocabulary.word(norm),
    edition: optional(edition),
    item: optional(item),
    validUntil: optional(validUntil),
    status: known(statuses, status),
  }))
}

/** Its proofs alone, which takes less than the whole profile. */
export function unpackCertificates({ figures }: PackedFirm, vocabulary: Vocabulary): Certificate[] {
  const all: Figures = JSON.parse(figures)
  return unpackedCertificates(all[5], vocabulary)
}

/** The profile, in objects of its own. */
export function unpack(packed: PackedFirm, vocabulary: Vocabulary): Firm {
  const figures: Figures = JSON.parse(packed.figures)
  const [name, activity, ...siteNames]: Texts = JSON.parse(packed.texts)
  const [structure, verified, audience, sites, materials, certificates, availability, ...rest] = figures
  const [willing, unwilling, minimumOrder, usualLeadDays, confirmedAt, distress, band, record] = rest
  const word = (number: number) => vocabulary.word(number)
  const optional = (number: Optional) => (number === null ? null : vocabulary.word(number))
  return {
    id: packed.id,
    name,
    structure: known(structures, structure),
    verified: verified === 1,
    audience: known(audiences, audience),
    activity,
    sites: sites.map(([siteId, place, machines, workforce, cleanRoom, commitments], position): Site => {
      const [latitude, longitude, precision, commune, department] = place
      return {
        id: siteId,
        name: known(siteNames, position),
        place: {
          latitude,
          longitude,
          precision: known(precisions, precision),
          commune: word(commune),
          department: word(department),
        },
        machines: machines.map(([type, count, hoursPerWeek, attributes]) => ({
          type: word(type),
          count,
          hoursPerWeek,
          ...(attributes !== undefined && { attributes: unpackedAttributes(attributes) }),
        })),
        workforce: workforce.map(([trade, people, hoursPerWeek]) => ({
          trade: word(trade),
          people,
          hoursPerWeek,
        })),
        cleanRoom: cleanRoom === 1,
        ...(commitments !== undefined && {
          commitments: commitments.map(([kind, of, week, minutes, state]) => ({
            kind: known(kinds, kind),
            of: word(of),
            week: word(week),
            minutes,
            state: known(states, state),
          })),
        }),
      }
    }),
    workedMaterials: materials.map(word),
    certificates: unpackedCertificates(certificates, vocabulary),
    availability: availability.map(([week, share]) => ({ week: word(week), share })),
    willing: willing.map(word),
    unwilling: unwilling.map(word),
    minimumOrder,
    usualLeadDays,
    confirmedAt: optional(confirmedAt),
    distress:
      distress === null
        ? null
        : { activityLostPercent: distress[0], jobs: distress[1], jobsAtRisk: distress[2] },
    distressBand: band === null ? null : known(bands, band),
    ...(record !== undefined && { record: unpackedRecord(record) }),
  }
}

function known<Value>(list: Value[], position: number): Value {
  const value = list[position]
  if (value === undefined) throw new RangeError(`A packed profile has nothing at ${position}`)
  return value
}
