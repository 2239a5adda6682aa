import { nameOf } from '#lib/catalogue.svelte.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Direction } from './geography.ts'
import type { Profile } from './draft.ts'
import type { Section } from './merge.ts'
import type { Row } from './proposals.ts'
import type { Level } from './weeks.ts'

const KINDS = {
  machine: 'machineTypes',
  trade: 'trades',
  process: 'processes',
  material: 'materialFamilies',
  norm: 'norms',
} as const

/** What a thing that was read in a text is called. */
export function proposalName({ kind, id }: { kind: keyof typeof KINDS; id: string }): string {
  return nameOf(KINDS[kind], id)
}

/** The same, of a row: a commune with its department, a family as something to make. */
export function rowName(row: Pick<Row, 'kind' | 'id' | 'towns'>): string {
  if (row.kind === 'town') {
    const town = row.towns.find(({ code }) => code === row.id)
    return town ? `${town.name} (${town.department})` : row.id
  }
  if (row.kind === 'family') return m.read_family({ name: nameOf('families', row.id) })
  return proposalName({ kind: row.kind, id: row.id })
}

/** A direction in the course of a sentence: « au nord-est ». */
export function directionName(direction: Direction): string {
  const names: Record<Direction, () => string> = {
    north: m.firm_direction_north,
    'north-east': m.firm_direction_north_east,
    east: m.firm_direction_east,
    'south-east': m.firm_direction_south_east,
    south: m.firm_direction_south,
    'south-west': m.firm_direction_south_west,
    west: m.firm_direction_west,
    'north-west': m.firm_direction_north_west,
  }
  return names[direction]()
}

/** The title of a section of the profile. */
export function sectionName(section: Section): string {
  const names: Record<Section, () => string> = {
    activity: m.firm_activity_title,
    sites: m.firm_sites_title,
    workedMaterials: m.firm_materials_title,
    certificates: m.firm_certificates_title,
    availability: m.firm_availability_title,
    orders: m.firm_orders_title,
    audience: m.firm_audience_title,
    distress: m.firm_distress_title,
  }
  return names[section]()
}

/** How much a firm has in a week. */
export function levelName(level: Level): string {
  const names: Record<Level, () => string> = {
    closed: m.firm_level_closed,
    half: m.firm_level_half,
    usual: m.firm_level_usual,
    more: m.firm_level_more,
  }
  return names[level]()
}

/** Who sees a profile. */
export function audienceName(audience: Profile['audience']): string {
  return {
    public: m.firm_audience_public,
    members: m.firm_audience_members,
    operator: m.firm_audience_operator,
  }[audience]()
}
