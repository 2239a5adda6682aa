/** People of one firm who work on the machines of another: where one has machines to spare and the other hands. */
import { commuteKilometres } from './defaults.ts'
import { kilometres } from './geography.ts'
import type { Line, LineRoute, Resource } from './line.ts'

/** A route of a member whose people are those of another: `people` is the lender's resource they are counted in. */
export interface Loan {
  /** Positions among the lines: whose machines, and whose people. */
  borrower: number
  lender: number
  /** Position of the route in the borrower's line, whose machine it uses. */
  position: number
  route: LineRoute
  people: Resource
  /** The lender's own route, whose people they are. */
  own: LineRoute
}

/**
 * Loans that could help: the borrower's own people are fewer than its machines need, the lender's more than its own
 * machines employ, they know the process already, and the sites are near enough to go there every day.
 */
export function loansOf(lines: Line[]): Loan[] {
  const found: Loan[] = []
  lines.forEach((borrowing, borrower) => {
    borrowing.routes.forEach((route, position) => {
      if (!mayBorrow(route)) return
      lines.forEach((lending, lender) => {
        if (lender === borrower) return
        const spare = spareHands(borrowing, route, lending)
        if (spare === null) return
        const pools = spare.people.pools
        found.push({
          borrower,
          lender,
          position,
          route: { ...route, route: { ...route.route, pools } },
          ...spare,
        })
      })
    })
  })
  return found
}

/** The lender's people who do this work on machines that cannot employ them all. */
function spareHands(
  borrowing: Line,
  { operation, route }: LineRoute,
  lending: Line,
): Pick<Loan, 'people' | 'own'> | null {
  const place = borrowing.firm.sites[route.site]?.site.place
  for (const own of lending.routes) {
    if (own.operation !== operation || own.route.process !== route.process) continue
    const home = lending.firm.sites[own.route.site]?.site.place
    if (place === undefined || home === undefined || kilometres(place, home) > commuteKilometres) continue
    const people = spareOf(lending, own)
    if (people !== null) return { people, own }
  }
  return null
}

const learns = ({ route }: LineRoute) => route.reorientations.some(({ from }) => 'trade' in from)

/** Its machines limit it sooner than its people. */
function isMachineBound({ machineHours, machineMinutes, labourMinutes, route }: LineRoute): boolean {
  const hours = route.pools.reduce((sum, pool) => sum + pool.hours, 0)
  return machineHours * labourMinutes < hours * machineMinutes
}

/** Whether other people could work on the machine of a route: it has more hours than its own people. */
export function mayBorrow(route: LineRoute): boolean {
  return route.route.machine !== null && !learns(route) && !isMachineBound(route)
}

/** The people of a route whom its machines cannot employ whole, and who may work on those of others; null where none. */
export function spareOf({ resources }: Line, own: LineRoute): Resource | null {
  if (own.route.machine === null || own.route.mode !== 'direct' || !isMachineBound(own)) return null
  const pools = new Set(own.route.pools)
  const isTheirs = (resource: Resource) =>
    resource.kind === 'people' &&
    resource.pools.length === pools.size &&
    resource.pools.every(pool => pools.has(pool))
  return resources.find(isTheirs) ?? null
}
