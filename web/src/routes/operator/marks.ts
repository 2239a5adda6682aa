import { subjectName } from '#lib/catalogue.svelte.ts'
import { quantityIn, unitOf } from '#lib/need/words.ts'
import { m } from '#lib/paraglide/messages.js'
import {
  type Firm,
  type Layer,
  makingOf,
  type Making,
  type Need,
  type Standing,
  standingOf,
} from './overview.ts'
import type { DrawnMark } from '#lib/map/region-map.ts'
import { makingText, standingName } from './words.ts'

/** A firm or a need as the map draws it and the list says it. */
export interface MapMark extends DrawnMark {
  kind: 'firm' | 'need'
  tone: Making | Standing
  department: string
  title: string
  /** Where, and how it stands. */
  facts: string
}

const LEAST_FIRM_SIZE = 4
const LEAST_NEED_SIZE = 4.5

/** A firm grows with the number of products it could make by itself. */
const firmSize = ({ productsNow, productsReoriented }: Firm) =>
  LEAST_FIRM_SIZE + Math.min(5, Math.sqrt(productsNow + productsReoriented))

/** A need grows with the figures of its quantity, so that a hundred and a million can stand on one map. */
const needSize = (quantity: number) => LEAST_NEED_SIZE + Math.max(0, Math.log10(quantity) - 2) * 1.2

export function firmMark(firm: Firm): MapMark {
  const { id, latitude, longitude, department, name, communeName } = firm
  const tone = makingOf(firm)
  const facts = [`${communeName} (${department})`, makingText(firm)].join(' · ')
  const mark = { id, latitude, longitude, department, tone, facts, kind: 'firm' as const }
  const halo = firm.distress === 'high'
  return { ...mark, size: firmSize(firm), halo, title: name, label: `${name}, ${facts}` }
}

export function needMark(need: Need): MapMark {
  const { id, latitude, longitude, department, communeName, quantity } = need
  const tone = standingOf(need)
  const title = m.operator_need_title({
    name: subjectName(need),
    quantity: quantityIn(unitOf(need.item), quantity),
  })
  const facts = [need.buyer, `${communeName} (${department})`, standingName(tone)].join(' · ')
  const mark = { id, latitude, longitude, department, tone, facts, title, kind: 'need' as const }
  return { ...mark, size: needSize(quantity), halo: false, label: `${title}, ${facts}` }
}

/** The layer a mark belongs to. */
export function layerOf({ kind, tone }: Pick<MapMark, 'kind' | 'tone'>): Layer {
  if (kind === 'firm') return 'firms'
  return tone === 'met' ? 'met' : 'unmet'
}
