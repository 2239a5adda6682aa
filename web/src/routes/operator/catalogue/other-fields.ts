import { m } from '#lib/paraglide/messages.js'
import { estimated, type Field, type Form, HERE, holds, isObject, type JsonObject, noText } from './fields.ts'
import { blankName, named } from './item-fields.ts'

const machine: Field = {
  type: 'one',
  key: 'machineType',
  label: m.catalogue_machine_type,
  kind: 'machineTypes',
}
const process: Field = { type: 'one', key: 'process', label: m.catalogue_process, kind: 'processes' }
const families: Field = {
  type: 'many',
  key: 'families',
  label: m.catalogue_families_worked,
  help: m.catalogue_any_help,
  kind: 'materialFamilies',
  nullable: true,
}

const ends = (isTo: boolean): Form[] => [
  {
    name: 'machine',
    label: m.catalogue_end_machine,
    is: value => holds(value, 'machineType'),
    fields: [machine],
    blank: () => ({ machineType: '' }),
  },
  {
    name: 'trade',
    label: m.catalogue_end_trade,
    is: value => holds(value, 'trade'),
    fields: [{ type: 'one', key: 'trade', label: m.catalogue_trade, kind: 'trades' }],
    blank: () => ({ trade: '' }),
  },
  {
    name: 'work',
    label: m.catalogue_end_work,
    is: value => holds(value, 'process'),
    fields: [
      process,
      families,
      ...(isTo
        ? [
            {
              type: 'one',
              key: 'item',
              label: m.catalogue_end_item,
              help: m.catalogue_end_item_help,
              kind: 'items',
              nullable: true,
            } satisfies Field,
          ]
        : []),
    ],
    blank: () => ({ process: '', families: null, ...(isTo ? { item: null } : {}) }),
  },
]

export const reorientationFields: Field[] = [
  { type: 'texts', key: 'name', label: m.catalogue_name },
  { type: 'form', key: 'from', label: m.catalogue_from, forms: ends(false) },
  { type: 'form', key: 'to', label: m.catalogue_to, forms: ends(true) },
  { type: 'figure', key: 'days', label: m.catalogue_reorientation_days, unit: m.catalogue_days_unit },
  { type: 'figure', key: 'keuro', label: m.catalogue_keuro, unit: () => 'k€', decimals: 1 },
  {
    type: 'figure',
    key: 'trainingDays',
    label: m.catalogue_training,
    unit: m.catalogue_days_unit,
    decimals: 1,
  },
  { type: 'shares', key: 'rampUp', label: m.catalogue_ramp_up, help: m.catalogue_ramp_up_help },
  { type: 'figure', key: 'speed', label: m.catalogue_speed, help: m.catalogue_speed_help, decimals: 2 },
]

export const blankReorientation = (): JsonObject => ({
  id: '',
  from: { machineType: '' },
  to: { process: '', families: null, item: null },
  name: noText(),
  days: estimated(null),
  keuro: estimated(null),
  trainingDays: estimated(null),
  rampUp: [0.5, 0.8],
  speed: estimated(1),
})

const ruleForms: Form[] = [
  {
    name: 'machine',
    label: m.catalogue_rule_machine,
    is: value => isObject(value) && value['kind'] === 'machine',
    fields: [machine, process, families],
    blank: () => ({ kind: 'machine', machineType: '', process: '', families: null }),
  },
  {
    name: 'own-material',
    label: m.catalogue_rule_material,
    is: value => isObject(value) && value['kind'] === 'own-material',
    fields: [
      { type: 'one', key: 'family', label: m.catalogue_material_family, kind: 'materialFamilies' },
      { type: 'many', key: 'items', label: m.catalogue_rule_items, kind: 'items' },
    ],
    blank: () => ({ kind: 'own-material', family: '', items: [] }),
  },
]

export const basisForms: Form[] = [
  {
    name: 'estimated',
    label: m.catalogue_estimated,
    is: value => value === 'estimated',
    fields: [],
    blank: () => 'estimated',
  },
  {
    name: 'sourced',
    label: m.catalogue_sourced,
    is: value => holds(value, 'source'),
    fields: [{ type: 'text', key: 'source', label: m.catalogue_source, placeholder: 'https://' }],
    blank: () => ({ source: '' }),
  },
]

export const ruleFields: Field[] = [
  { type: 'texts', key: 'text', label: m.catalogue_rule_text, help: m.catalogue_rule_text_help },
  { type: 'form', key: HERE, label: m.catalogue_rule_kind, forms: ruleForms },
  { type: 'form', key: 'basis', label: m.catalogue_basis, forms: basisForms },
]

export const blankRule = (): JsonObject => ({
  id: '',
  text: noText(),
  basis: 'estimated',
  kind: 'machine',
  machineType: '',
  process: '',
  families: null,
})

export const normFields: Field[] = [
  ...named,
  {
    type: 'choice',
    key: 'scope',
    label: m.catalogue_scope,
    choices: [
      ['product-model', m.catalogue_scope_model],
      ['complexe', m.catalogue_scope_complexe],
      ['site', m.catalogue_scope_site],
      ['quality-system', m.catalogue_scope_quality],
    ],
  },
  { type: 'texts', key: 'who', label: m.catalogue_who },
  { type: 'figure', key: 'days', label: m.catalogue_test_days, unit: m.catalogue_days_unit },
  { type: 'figure', key: 'keuro', label: m.catalogue_keuro, unit: () => 'k€', decimals: 1 },
  {
    type: 'number',
    key: 'validityMonths',
    label: m.catalogue_validity,
    help: m.catalogue_validity_help,
    nullable: true,
  },
  {
    type: 'list',
    key: 'editions',
    label: m.catalogue_editions,
    one: m.catalogue_edition,
    least: 1,
    blank: () => ({ edition: '', validFrom: '', status: 'current', replacedBy: null, citation: null }),
    fields: [
      { type: 'text', key: 'edition', label: m.catalogue_edition_name },
      { type: 'date', key: 'validFrom', label: m.catalogue_valid_from },
      {
        type: 'choice',
        key: 'status',
        label: m.catalogue_status,
        choices: [
          ['current', m.catalogue_status_current],
          ['replaced', m.catalogue_status_replaced],
          ['historic', m.catalogue_status_historic],
        ],
      },
      { type: 'text', key: 'replacedBy', label: m.catalogue_replaced_by, nullable: true },
      { type: 'text', key: 'citation', label: m.catalogue_citation, nullable: true },
    ],
  },
]

export const blankNorm = (): JsonObject => ({
  ...blankName(),
  editions: [{ edition: '', validFrom: '', status: 'current', replacedBy: null, citation: null }],
  scope: 'product-model',
  who: noText(),
  days: estimated(null),
  keuro: estimated(null),
  validityMonths: null,
})
