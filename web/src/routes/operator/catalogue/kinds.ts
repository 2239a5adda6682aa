import type { Kind } from '#lib/catalogue.svelte.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Field, JsonObject } from './fields.ts'
import { blankItem, blankName, itemFields, named } from './item-fields.ts'
import {
  blankMachineType,
  blankProcess,
  blankTrade,
  machineTypeFields,
  processFields,
  tradeFields,
} from './machine-fields.ts'
import {
  blankNorm,
  blankReorientation,
  blankRule,
  normFields,
  reorientationFields,
  ruleFields,
} from './other-fields.ts'
import { blankRecipe, recipeFields } from './recipe-fields.ts'
import { blankRegime, regimeFields } from './regime-fields.ts'

/** What each kind of record is called, how one is filled in, and how it begins. */
export interface KindOfRecord {
  many: () => string
  one: () => string
  fields: Field[]
  blank: () => JsonObject
  /** Taken out of use whole; an item becomes historic in its place, and other kinds stay. */
  removable: boolean
}

export type RecordKind = Kind | 'rules'

export const KINDS: Record<RecordKind, KindOfRecord> = {
  items: {
    many: m.catalogue_items,
    one: m.catalogue_item,
    fields: itemFields,
    blank: blankItem,
    removable: false,
  },
  recipes: {
    many: m.catalogue_recipes,
    one: m.catalogue_recipe,
    fields: recipeFields,
    blank: blankRecipe,
    removable: true,
  },
  reorientations: {
    many: m.catalogue_reorientations,
    one: m.catalogue_reorientation,
    fields: reorientationFields,
    blank: blankReorientation,
    removable: true,
  },
  rules: {
    many: m.catalogue_rules,
    one: m.catalogue_rule,
    fields: ruleFields,
    blank: blankRule,
    removable: true,
  },
  norms: {
    many: m.catalogue_norms,
    one: m.catalogue_norm,
    fields: normFields,
    blank: blankNorm,
    removable: false,
  },
  regimes: {
    many: m.catalogue_regimes,
    one: m.catalogue_regime,
    fields: regimeFields,
    blank: blankRegime,
    removable: false,
  },
  machineTypes: {
    many: m.catalogue_machine_types,
    one: m.catalogue_machine_type,
    fields: machineTypeFields,
    blank: blankMachineType,
    removable: false,
  },
  processes: {
    many: m.catalogue_processes,
    one: m.catalogue_process,
    fields: processFields,
    blank: blankProcess,
    removable: false,
  },
  trades: {
    many: m.catalogue_trades,
    one: m.catalogue_trade,
    fields: tradeFields,
    blank: blankTrade,
    removable: false,
  },
  materialFamilies: {
    many: m.catalogue_material_families,
    one: m.catalogue_material_family,
    fields: named,
    blank: blankName,
    removable: false,
  },
  families: {
    many: m.catalogue_families,
    one: m.catalogue_family,
    fields: named,
    blank: blankName,
    removable: false,
  },
}

export const isRecordKind = (kind: string): kind is RecordKind => Object.hasOwn(KINDS, kind)
export const RECORD_KINDS = Object.keys(KINDS).filter(isRecordKind)
