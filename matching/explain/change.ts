/** The changes a firm could make, as data, and the profile it would have after one. */
import type { Certificate, Firm, Site } from '../supply.ts'
import type { Reason } from '../words/reasons.ts'

/** One change, with what its sentence needs. */
export type Change = Extract<Reason, { code: `change.${string}` }>

/** Hours in a week that a machine may run, and that a person may work in France (Code du travail, L3121-20). */
const mostHours = { machine: 168, person: 48 }

/** The profile of a firm after a change, as if it were made today. `asOf`: ISO date. The profile given is left as it is. */
export function changed(firm: Firm, change: Change, asOf: string): Firm {
  switch (change.code) {
    case 'change.confirm':
      return { ...firm, confirmedAt: asOf }
    case 'change.wish':
      return { ...firm, willing: [...firm.willing, change.figures.subject] }
    case 'change.accept':
      return { ...firm, unwilling: firm.unwilling.filter(id => id !== change.figures.subject) }
    case 'change.minimum-order':
      return { ...firm, minimumOrder: change.figures.minimum }
    case 'change.lead-time':
      return { ...firm, usualLeadDays: change.figures.days }
    case 'change.verification':
      return {
        ...firm,
        certificates: firm.certificates.map(each =>
          isSame(each, change.figures) && each.status === 'declared' ? { ...each, status: 'verified' } : each,
        ),
      }
    case 'change.certificate': {
      const { norm, item, edition } = change.figures
      const certificate: Certificate = { norm, item, edition, validUntil: null, status: 'verified' }
      return { ...firm, certificates: [...firm.certificates, certificate] }
    }
    case 'change.hours':
      return withHours(firm, change.figures.hours)
    case 'change.second-shift':
      return withSecondShift(firm)
    case 'change.people': {
      const { site, trade, people, hoursPerWeek } = change.figures
      return at(firm, site, old => ({
        ...old,
        workforce: [...old.workforce, { trade, people, hoursPerWeek }],
      }))
    }
    case 'change.machine': {
      const { site, machineType: type, count, hoursPerWeek, trade, people } = change.figures
      return at(firm, site, old => ({
        ...old,
        machines: [...old.machines, { type, count, hoursPerWeek }],
        workforce: trade === null ? old.workforce : [...old.workforce, { trade, people, hoursPerWeek }],
      }))
    }
    case 'change.clean-room':
      return at(firm, change.figures.site, old => ({ ...old, cleanRoom: true }))
  }
}

function isSame(
  one: Certificate,
  other: { norm: string; item: string | null; edition: string | null },
): boolean {
  return one.norm === other.norm && one.item === other.item && one.edition === other.edition
}

function at(firm: Firm, id: string, change: (site: Site) => Site): Firm {
  return { ...firm, sites: firm.sites.map(site => (site.id === id ? change(site) : site)) }
}

function everywhere(firm: Firm, change: (site: Site) => Site): Firm {
  return { ...firm, sites: firm.sites.map(change) }
}

function withHours(firm: Firm, more: number): Firm {
  const upTo = (hours: number, most: number) => Math.max(hours, Math.min(most, hours + more))
  return everywhere(firm, site => ({
    ...site,
    machines: site.machines.map(each => ({
      ...each,
      hoursPerWeek: upTo(each.hoursPerWeek, mostHours.machine),
    })),
    workforce: site.workforce.map(each => ({
      ...each,
      hoursPerWeek: upTo(each.hoursPerWeek, mostHours.person),
    })),
  }))
}

/** As many people again, and machines that run for both teams. */
function withSecondShift(firm: Firm): Firm {
  return everywhere(firm, site => ({
    ...site,
    machines: site.machines.map(each => ({
      ...each,
      hoursPerWeek: Math.max(each.hoursPerWeek, Math.min(mostHours.machine, 2 * each.hoursPerWeek)),
    })),
    workforce: site.workforce.map(each => ({ ...each, people: 2 * each.people })),
  }))
}
