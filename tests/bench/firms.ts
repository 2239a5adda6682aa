/** Firms of an invented region, of any number, drawn from a seed. */
import { townByCode } from '@maillage/db/towns/towns.ts'
import { dateOf, dayOf, mondayOf } from '@maillage/matching/dates.ts'
import type {
  AvailabilityException,
  Certificate,
  Distress,
  Firm,
  Machine,
  Site,
  Workforce,
} from '@maillage/matching/supply.ts'
import type { FirmKind, Proof } from './firm-kind.ts'
import { otherKinds } from './other-kinds.ts'
import { type Places, placesOfTextile } from './places.ts'
import { type Random, random } from './random.ts'
import { textileKinds } from './textile-kinds.ts'

const kinds = [...textileKinds, ...otherKinds].map(kind => [kind.share, kind] as const)

/** Proofs that firms of any kind hold now and then. */
const commonProofs: Proof[] = [
  ['iso-9001', null, 0.12],
  ['oeko-tex-100', null, 0.1],
  ['france-terre-textile', null, 0.02],
]

/** Families that firms wish to make, or refuse. */
const families = ['mask-uns', 'mask-surg', 'ffp', 'gown', 'coverall', 'visor', 'gel', 'cap', 'overshoe']

/** How much a profile tells: machines and people; one of both left out; machines alone, as an import leaves it. */
type Fullness = 'full' | 'partial' | 'bare'

/** Draws `count` firms. A firm depends on the seed and on its number alone: a larger region begins with the same ones. */
export function* drawFirms(seed: number, count: number, today: string): Generator<Firm> {
  const places = placesOfTextile()
  for (let number = 0; number < count; number++) yield drawFirm(random(seed, 'firm', number), places, today)
}

/** What a firm that is drawn really is: the id of its kind, which its profile does not hold. */
export function drawKind(seed: number, number: number): string {
  const draw = random(seed, 'firm', number)
  draw.uuid()
  return draw.weighted(kinds).id
}

function drawFirm(draw: Random, places: Places, today: string): Firm {
  const id = draw.uuid()
  const kind = draw.weighted(kinds)
  const people = Math.min(2000, Math.max(1, Math.round(draw.logNormal(...kind.size))))
  const fullness = draw.weighted<Fullness>([
    [65, 'full'],
    [25, 'partial'],
    [10, 'bare'],
  ])
  const sites = drawSites(draw, kind, people, fullness, places)
  const town = townByCode(sites[0]?.place.commune ?? '')
  const name = `${kind.name} de ${town?.name ?? ''}`
  return {
    id,
    name,
    structure: kind.structure ?? 'company',
    verified: draw.chance(0.7),
    audience: draw.weighted<Firm['audience']>([
      [70, 'members'],
      [20, 'public'],
      [10, 'operator'],
    ]),
    activity: fullness === 'bare' ? kind.activity : `${kind.activity}. ${people} personnes, ${story(draw)}.`,
    sites,
    workedMaterials: drawMaterials(draw, kind, fullness),
    certificates: drawCertificates(draw, kind, today),
    availability: draw.chance(0.25) ? drawAvailability(draw, today) : [],
    willing: draw.chance(0.12) ? [draw.pick(families)] : [],
    unwilling: draw.chance(0.05) ? [draw.pick(families)] : [],
    minimumOrder: draw.chance(0.3) ? Math.max(1, Math.round(draw.logNormal(500, 1))) : null,
    usualLeadDays: draw.chance(0.5) ? Math.min(90, Math.round(draw.logNormal(14, 0.6))) : null,
    confirmedAt: drawConfirmation(draw, today),
    distress: draw.chance(0.2) ? drawDistress(draw, people) : null,
    distressBand: null,
  }
}

const story = (draw: Random) =>
  draw.pick([
    'carnet en recul depuis le printemps',
    'deux équipes, une partie de l’atelier à l’arrêt',
    'clients de la région et export',
    'séries de quelques centaines à quelques milliers de pièces',
    'prête à se former à d’autres produits',
  ])

/** Most firms have one site; the larger ones may have two or three, each with a part of the people. */
function drawSites(draw: Random, kind: FirmKind, people: number, fullness: Fullness, places: Places): Site[] {
  const several = people > 20 && draw.chance(0.25)
  const count = several ? draw.integer(2, 3) : 1
  const left = fullness === 'partial' ? draw.pick(['machines', 'people']) : null
  return Array.from({ length: count }, (_, position): Site => {
    const own = Math.max(1, Math.round(people / count))
    const machines = left === 'machines' ? [] : drawMachines(draw, kind, own, fullness)
    return {
      id: draw.uuid(),
      name: position === 0 ? 'Site principal' : `Site ${position + 1}`,
      place: places(draw),
      machines,
      workforce: left === 'people' || fullness === 'bare' ? [] : drawPeople(draw, kind, own),
      cleanRoom: draw.chance(kind.cleanRoom ?? 0),
    }
  })
}

/** Share of the usual hours that is free for new work: all of it in a workshop at a stop, a tenth in a busy one. */
const freeShare = (draw: Random) => 0.1 + 0.9 * draw.next() ** 1.5

function drawMachines(draw: Random, kind: FirmKind, people: number, fullness: Fullness): Machine[] {
  const free = freeShare(draw)
  const park = kind.machines.flatMap(([type, perPerson, hours, chance = 1]): Machine[] => {
    if (!draw.chance(chance)) return []
    const count = Math.max(1, Math.round(people * perPerson * draw.logNormal(1, 0.25)))
    return [{ type, count, hoursPerWeek: Math.max(2, Math.round(hours * free)) }]
  })
  return fullness === 'bare' ? park.slice(0, 1) : park
}

function drawPeople(draw: Random, kind: FirmKind, people: number): Workforce[] {
  const free = freeShare(draw)
  return kind.people.flatMap(([trade, share, chance = 1]): Workforce[] =>
    draw.chance(chance)
      ? [
          {
            trade,
            people: Math.max(1, Math.round(people * share)),
            hoursPerWeek: Math.max(2, Math.round(35 * free)),
          },
        ]
      : [],
  )
}

/** In the order of their ids, as the database gives them back. */
function drawMaterials(draw: Random, { materials }: FirmKind, fullness: Fullness): string[] {
  if (fullness === 'bare') return []
  return materials.filter((_, position) => position === 0 || draw.chance(0.5)).sort()
}

function drawCertificates(draw: Random, { proofs = [] }: FirmKind, today: string): Certificate[] {
  return [...proofs, ...commonProofs].flatMap(([norm, item, chance]): Certificate[] =>
    draw.chance(chance)
      ? [
          {
            norm,
            edition: null,
            item,
            validUntil: draw.chance(0.2) ? null : dateOf(dayOf(today) + draw.integer(-60, 1000)),
            status: draw.weighted<Certificate['status']>([
              [50, 'declared'],
              [44, 'verified'],
              [4, 'expired'],
              [2, 'refused'],
            ]),
          },
        ]
      : [],
  )
}

/** A holiday, a stop or a rush, some weeks ahead. */
function drawAvailability(draw: Random, today: string): AvailabilityException[] {
  const monday = mondayOf(dayOf(today))
  const first = draw.integer(1, 30)
  const share = draw.pick([0, 0, 0.5, 1.5])
  return Array.from({ length: draw.integer(1, 4) }, (_, week) => ({
    week: dateOf(monday + (first + week) * 7),
    share,
  }))
}

/** Half confirmed within three months, one in ten never. */
function drawConfirmation(draw: Random, today: string): string | null {
  const days = draw.weighted<() => number | null>([
    [50, () => draw.integer(0, 90)],
    [30, () => draw.integer(91, 365)],
    [10, () => draw.integer(366, 1000)],
    [10, () => null],
  ])()
  return days === null ? null : dateOf(dayOf(today) - days)
}

function drawDistress(draw: Random, people: number): Distress {
  const activityLostPercent = draw.integer(10, 80)
  return {
    activityLostPercent,
    jobs: people,
    jobsAtRisk: Math.floor((people * activityLostPercent * draw.next()) / 100),
  }
}
