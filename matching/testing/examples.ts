/** Firms and needs of the small catalogue, as the tests of this room tell them apart. */
import type { Catalogue } from '../catalogue.ts'
import type { Need } from '../demand.ts'
import { createEngine, type Engine } from '../engine.ts'
import { nobody } from '../nobody.ts'
import type { Certificate, Firm, Place, Site } from '../supply.ts'
import { smallCatalogue } from './catalogue.ts'

/** The day the examples are about: a Monday. */
export const today = '2026-11-23'

export const foix: Place = {
  latitude: 42.96,
  longitude: 1.6,
  precision: 'commune',
  commune: '09122',
  department: '09',
}

export const toulouse: Place = {
  latitude: 43.6,
  longitude: 1.44,
  precision: 'commune',
  commune: '31555',
  department: '31',
}

type Park = Record<string, number | [count: number, hoursPerWeek: number]>

const hours = (entry: Park[string]) => (typeof entry === 'number' ? ([entry, 35] as const) : entry)

/** A site with its machines and its people; 35 hours a week unless told otherwise. */
export function site(machines: Park, people: Park, differs: Partial<Site> = {}): Site {
  return {
    id: 'main',
    name: 'main',
    place: foix,
    machines: Object.entries(machines).map(([type, entry]) => ({
      type,
      count: hours(entry)[0],
      hoursPerWeek: hours(entry)[1],
    })),
    workforce: Object.entries(people).map(([trade, entry]) => ({
      trade,
      people: hours(entry)[0],
      hoursPerWeek: hours(entry)[1],
    })),
    cleanRoom: false,
    ...differs,
  }
}

/** A verified company that says nothing more about itself. */
export function firm(id: string, sites: Site[], differs: Partial<Firm> = {}): Firm {
  return {
    ...nobody,
    id,
    name: id,
    verified: true,
    audience: 'members',
    sites,
    confirmedAt: today,
    ...differs,
  }
}

export function certificate(
  norm: string,
  item: string | null,
  differs: Partial<Certificate> = {},
): Certificate {
  return { norm, edition: null, item, validUntil: null, status: 'verified', ...differs }
}

/** A workshop that cuts, sews and packs textiles. */
export function sewingShop(id: string, differs: Partial<Firm> = {}): Firm {
  const park = site({ cutter: 1, lockstitch: 10 }, { cutter: 1, sewer: 10 })
  return firm(id, [park], { workedMaterials: ['woven'], ...differs })
}

/** A mill that weaves, finishes and laminates. */
export function mill(id: string, differs: Partial<Firm> = {}): Firm {
  const park = site({ loom: 20, stenter: 1, laminator: 1 }, { weaver: 10, finisher: 4 })
  return firm(id, [park], { workedMaterials: ['woven'], ...differs })
}

/** A leather workshop: clicker press and walking-foot machines. */
export function leatherShop(id: string, differs: Partial<Firm> = {}): Firm {
  const park = site({ 'clicker-press': 2, 'walking-foot': 6 }, { 'leather-worker': 8 })
  return firm(id, [park], { workedMaterials: ['leather'], ...differs })
}

/** A town that asks for masks for the end of February. */
export function maskNeed(quantity: number, differs: Partial<Need> = {}): Need {
  return {
    id: 'need',
    buyer: 'town',
    buyerKind: 'town',
    subject: { item: 'mask' },
    claim: 'none',
    quantity,
    sizes: [],
    packaging: null,
    schedule: [{ due: '2027-02-28', quantity }],
    place: toulouse,
    norms: [],
    wishes: { regionalDepth: 'item', minimumWashes: null, recyclable: false },
    text: '',
    excludedFirms: [],
    maximumPartners: 3,
    weights: null,
    reservedFor: [],
    ...differs,
  }
}

/** An engine on the small catalogue, with these firms. */
export const engineWith = (...firms: Firm[]): Engine => engineOn(smallCatalogue, firms)

/** The same on another catalogue. */
export function engineOn(catalogue: Catalogue, firms: readonly Firm[]): Engine {
  const engine = createEngine(catalogue, { asOf: today, departments: ['09', '31'] })
  for (const each of firms) engine.upsertFirm(each)
  return engine
}
