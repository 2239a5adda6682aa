/** What was delivered, as the region's stakes ask of it: made here, recyclable, and at what cost in carbon. */

/** Goods that a buyer accepted. */
export interface Delivered {
  item: string
  /** Grams of all of it, by the catalogue. */
  grams: number
  cents: number
  /** Whether who delivered it has a site in the region; null where that is not known. */
  regional: boolean | null
  recyclable: 'yes' | 'partly' | 'no'
  /** From its maker's site to where it was delivered, on the road; null where one of them is not known. */
  kilometres: number | null
  /** What making its materials emits, kilograms of CO₂ equivalent a kilogram; null where no factor is known. */
  materialKgPerKg: number | null
}

export interface DeliveredShares {
  /** Cents, by where it was made; the three are all of it. */
  regional: { yes: number; no: number; unknown: number }
  /** Grams; the three are all of it. */
  recyclable: { yes: number; partly: number; no: number }
  carbon: {
    /** Kilograms of CO₂ equivalent on the road, of the weight whose way is known. */
    transportKg: number
    /** Of making the materials: an estimate, of the weight that has a factor. */
    materialsKg: number
    grams: number
    gramsWithWay: number
    gramsWithFactor: number
    /** Mean way of a gram, kilometres; null where none is known. */
    kilometres: number | null
  }
}

const KG = 1000
const TONNE = 1_000_000

const total = (all: readonly Delivered[], of: (one: Delivered) => number) =>
  all.reduce((sum, one) => sum + of(one), 0)

/**
 * Shares of what was delivered. Transport = tonnes × road kilometres × `roadKgPerTonneKm`; materials = kilograms × the factor of
 * what it is made of. What is not known stays apart: it is never taken to be zero.
 */
export function sharesOf(all: readonly Delivered[], roadKgPerTonneKm: number): DeliveredShares {
  const withWay = all.flatMap(one => (one.kilometres === null ? [] : [{ ...one, way: one.kilometres }]))
  const gramsWithWay = withWay.reduce((sum, { grams }) => sum + grams, 0)
  const gramKilometres = withWay.reduce((sum, { grams, way }) => sum + grams * way, 0)
  const withFactor = all.filter(({ materialKgPerKg }) => materialKgPerKg !== null)
  const costing = (where: boolean | null) =>
    total(
      all.filter(({ regional }) => regional === where),
      ({ cents }) => cents,
    )
  const weighing = (how: Delivered['recyclable']) =>
    total(
      all.filter(({ recyclable }) => recyclable === how),
      ({ grams }) => grams,
    )
  return {
    regional: { yes: costing(true), no: costing(false), unknown: costing(null) },
    recyclable: { yes: weighing('yes'), partly: weighing('partly'), no: weighing('no') },
    carbon: {
      transportKg: (gramKilometres / TONNE) * roadKgPerTonneKm,
      materialsKg: total(withFactor, ({ grams, materialKgPerKg }) => (grams / KG) * (materialKgPerKg ?? 0)),
      grams: total(all, ({ grams }) => grams),
      gramsWithWay,
      gramsWithFactor: total(withFactor, ({ grams }) => grams),
      kilometres: gramsWithWay === 0 ? null : gramKilometres / gramsWithWay,
    },
  }
}
