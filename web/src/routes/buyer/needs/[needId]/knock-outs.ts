import { number } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'

const NAMES: Record<string, (inputs: { count: number; shown: string }) => string> = {
  'firm.no-operation': m.match_out_no_operation,
  'firm.no-people': m.match_out_no_people,
  'firm.no-clean-room': m.match_out_no_clean_room,
  'firm.machine-limit': m.match_out_machine_limit,
  'firm.too-late': m.match_out_too_late,
  'firm.norm-out-of-reach': m.match_out_norm,
  'firm.unwilling': m.match_out_unwilling,
  'firm.excluded': m.match_out_excluded,
  'firm.not-eligible': m.match_out_not_eligible,
  'firm.minimum-order': m.match_out_minimum_order,
  'firm.rule': m.match_out_rule,
  'route.machine-rule': m.match_out_route_machine,
  'route.own-material': m.match_out_route_material,
}

/** How many firms were left out for a reason: « 12 prêtes trop tard ». */
export function knockOutNames(code: string, count: number): string {
  return (NAMES[code] ?? m.match_out_other)({ count, shown: number(count) })
}
