import { m } from '#lib/paraglide/messages.js'
import { estimated, type Field, type JsonObject, noText } from './fields.ts'
import { CLAIMS } from './item-fields.ts'

export const blankOperation = (place: number): JsonObject => ({
  id: `step-${place + 1}`,
  name: noText(),
  methods: [{ process: '', machineMinutes: estimated(0), labourMinutes: estimated(null) }],
  after: [],
  inputs: [],
  materialFamily: null,
  yield: estimated(0.98),
  cleanRoom: false,
})

const operationFields: Field[] = [
  { type: 'texts', key: 'name', label: m.catalogue_name },
  { type: 'steps', key: 'after', label: m.catalogue_after, help: m.catalogue_after_help },
  {
    type: 'list',
    key: 'methods',
    label: m.catalogue_methods,
    help: m.catalogue_methods_help,
    one: m.catalogue_method,
    least: 1,
    blank: () => ({ process: '', machineMinutes: estimated(0), labourMinutes: estimated(null) }),
    fields: [
      { type: 'one', key: 'process', label: m.catalogue_process, kind: 'processes' },
      {
        type: 'figure',
        key: 'machineMinutes',
        label: m.catalogue_machine_minutes,
        unit: m.catalogue_minutes_unit,
        decimals: 3,
      },
      {
        type: 'figure',
        key: 'labourMinutes',
        label: m.catalogue_labour_minutes,
        unit: m.catalogue_minutes_unit,
        decimals: 3,
      },
    ],
  },
  {
    type: 'list',
    key: 'inputs',
    label: m.catalogue_inputs,
    help: m.catalogue_inputs_help,
    one: m.catalogue_input,
    blank: () => ({ item: '', quantity: estimated(null) }),
    fields: [
      { type: 'one', key: 'item', label: m.catalogue_input_item, kind: 'items' },
      { type: 'figure', key: 'quantity', label: m.catalogue_input_quantity, decimals: 4 },
    ],
  },
  {
    type: 'one',
    key: 'materialFamily',
    label: m.catalogue_worked_family,
    help: m.catalogue_worked_family_help,
    kind: 'materialFamilies',
    nullable: true,
  },
  { type: 'figure', key: 'yield', label: m.catalogue_yield, help: m.catalogue_yield_help, decimals: 3 },
  { type: 'flag', key: 'cleanRoom', label: m.catalogue_clean_room },
  {
    type: 'group',
    key: 'limits',
    label: m.catalogue_limits,
    help: m.catalogue_limits_help,
    nullable: false,
    blank: () => ({}),
    fields: [
      { type: 'figure', key: 'widthCm', label: m.catalogue_width, unit: () => 'cm', absent: true },
      {
        type: 'group',
        key: 'gauge',
        label: m.catalogue_gauge,
        nullable: false,
        blank: () => ({ coarsest: estimated(null), finest: estimated(null) }),
        fields: [
          { type: 'figure', key: 'coarsest', label: m.catalogue_coarsest },
          { type: 'figure', key: 'finest', label: m.catalogue_finest },
        ],
      },
    ],
  },
]

export const recipeFields: Field[] = [
  { type: 'texts', key: 'name', label: m.catalogue_recipe_name, help: m.catalogue_recipe_name_help },
  { type: 'one', key: 'item', label: m.catalogue_recipe_item, kind: 'items' },
  {
    type: 'choices',
    key: 'claims',
    label: m.catalogue_recipe_claims,
    help: m.catalogue_recipe_claims_help,
    choices: CLAIMS,
  },
  {
    type: 'list',
    key: 'operations',
    label: m.catalogue_operations,
    help: m.catalogue_operations_help,
    one: m.catalogue_operation,
    least: 1,
    blank: blankOperation,
    fields: operationFields,
  },
]

export const blankRecipe = (): JsonObject => ({
  id: '',
  item: '',
  name: noText(),
  claims: ['none'],
  operations: [blankOperation(0)],
})
