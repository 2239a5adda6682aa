/** Needs of invented buyers, of any number, drawn from a seed. */
import type { Catalogue, Item } from '@maillage/matching/catalogue.ts'
import { dateOf, dayOf } from '@maillage/matching/dates.ts'
import type { Need, RegionalDepth } from '@maillage/matching/demand.ts'
import { type Article, buyerKinds } from './buyer-kinds.ts'
import { type Places, placesByPopulation } from './places.ts'
import { type Random, random } from './random.ts'

const kinds = buyerKinds.map(kind => [kind.share, kind] as const)

/** Draws `count` needs. A need depends on the seed and on its number alone. */
export function* drawNeeds(
  seed: number,
  count: number,
  today: string,
  catalogue: Catalogue,
): Generator<Need> {
  const places = placesByPopulation()
  const items = catalogue.items.filter(({ historic }) => !historic)
  for (let number = 0; number < count; number++)
    yield drawNeed(random(seed, 'need', number), places, today, items)
}

function drawNeed(draw: Random, places: Places, today: string, items: Item[]): Need {
  const { kind, articles } = draw.weighted(kinds)
  const article = draw.weighted(articles.map(each => [each.share, each] as const))
  const { subject, claim } = article
  const asked = items.find(({ id, family }) =>
    'item' in subject ? id === subject.item : family === subject.family,
  )
  if (asked === undefined) throw new Error(`No item for ${JSON.stringify(subject)}`)
  const { quantity, schedule } = drawSchedule(draw, article, today)
  const washes = asked.washes === null || draw.chance(0.4) ? null : asked.washes.value
  return {
    id: draw.uuid(),
    buyer: draw.uuid(),
    buyerKind: kind,
    subject,
    claim,
    quantity,
    sizes: 'item' in subject && draw.chance(0.5) ? shareOut(asked.sizes, quantity) : [],
    packaging: null,
    schedule,
    place: places(draw),
    norms: asked.compliance.find(each => each.claim === claim)?.norms ?? [],
    wishes: {
      regionalDepth: draw.weighted<RegionalDepth>([
        [75, 'item'],
        [18, 'first-inputs'],
        [7, 'all'],
      ]),
      minimumWashes: washes === null ? null : draw.pick([Math.ceil(washes / 2), washes]),
      recyclable: draw.chance(0.15),
    },
    text: `${asked.name.fr}, livraison échelonnée, échantillons demandés avant la première livraison.`,
    excludedFirms: [],
    maximumPartners: draw.weighted([
      [5, 1],
      [15, 2],
      [30, 3],
      [30, 4],
      [20, 5],
    ]),
    weights: draw.chance(0.15) ? { cost: 0.2, proximity: 0.15 } : null,
    reservedFor: draw.chance(0.03) ? ['esat', 'ea'] : [],
  }
}

/** One to six tranches over one to twelve months, equal but for what is left over. */
function drawSchedule(draw: Random, article: Article, today: string): Pick<Need, 'quantity' | 'schedule'> {
  const [median, sigma] = article.quantity
  const tranches = draw.weighted([
    [30, 1],
    [25, 2],
    [20, 3],
    [12, 4],
    [8, 5],
    [5, 6],
  ])
  const quantity = Math.max(tranches, roundedUp(draw.logNormal(median, sigma)))
  const last = draw.integer(30, 365)
  const each = Math.floor(quantity / tranches)
  return {
    quantity,
    schedule: Array.from({ length: tranches }, (_, position) => ({
      due: dateOf(dayOf(today) + Math.ceil((last * (position + 1)) / tranches)),
      quantity: position === 0 ? quantity - each * (tranches - 1) : each,
    })),
  }
}

/** Buyers ask in round figures: two digits that count. */
function roundedUp(quantity: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(quantity)) - 1)
  return Math.ceil(quantity / unit) * unit
}

function shareOut(sizes: string[], quantity: number): Need['sizes'] {
  const each = Math.floor(quantity / Math.max(1, sizes.length))
  if (each === 0) return []
  return sizes.map((size, position) => ({
    size,
    quantity: position === 0 ? quantity - each * (sizes.length - 1) : each,
  }))
}
