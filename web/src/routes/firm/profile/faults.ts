import { FIELDS, type ProfileDraft, type ResourceLine, type Resource } from './draft.ts'

/** What may be wrong with a draft before the server has seen it. */
export type FaultCode =
  | 'commune'
  | 'site-name'
  | 'unrecognised'
  | 'norm'
  | 'count'
  | 'hours'
  | 'percent'
  | 'number'

export interface Fault {
  /** JSON pointer in the body that is sent. */
  field: string
  code: FaultCode
}

const MOST_HOURS: Record<Resource, number> = { machines: 168, workforce: 60 }

const isCount = (value: number | null, least: number) =>
  value !== null && Number.isInteger(value) && value >= least
const isAbsentOr = (value: number | null, least: number) => value === null || isCount(value, least)

function faultsOfLine(line: ResourceLine, resource: Resource, path: string): Fault[] {
  const fields = FIELDS[resource]
  const hours = line.hours !== null && line.hours >= 0 && line.hours <= MOST_HOURS[resource]
  return [
    ...(line.id === null ? [{ field: `${path}/${fields.id}`, code: 'unrecognised' as const }] : []),
    ...(isCount(line.count, 1) ? [] : [{ field: `${path}/${fields.count}`, code: 'count' as const }]),
    ...(hours ? [] : [{ field: `${path}/${fields.hours}`, code: 'hours' as const }]),
    ...Object.entries(line.attributes ?? {}).flatMap(([name, value]): Fault[] =>
      value === null || value > 0 ? [] : [{ field: `${path}/attributes/${name}`, code: 'number' }],
    ),
  ]
}

/**
 * What is missing or cannot be read in a draft, by the field it is in; an empty list may be sent. What only the server
 * knows (the key of a SIRET, the distance of a pin) is left to it.
 */
export function faultsOf(draft: ProfileDraft): Fault[] {
  const sites = draft.sites.flatMap((site, index): Fault[] => {
    const path = `/sites/${index}`
    const lines = (['machines', 'workforce'] as const).flatMap(resource =>
      site[resource].flatMap((line, at) => faultsOfLine(line, resource, `${path}/${resource}/${at}`)),
    )
    return [
      ...(site.town === null ? [{ field: `${path}/commune`, code: 'commune' as const }] : []),
      ...(site.name.trim() === '' ? [{ field: `${path}/name`, code: 'site-name' as const }] : []),
      ...lines,
    ]
  })
  const certificates = draft.certificates.flatMap((certificate, index): Fault[] =>
    certificate.norm === null ? [{ field: `/certificates/${index}/norm`, code: 'norm' }] : [],
  )
  const { minimumOrder, usualLeadDays } = draft.orders
  const orders: Fault[] = [
    ...(isAbsentOr(minimumOrder, 1) ? [] : [{ field: '/minimumOrder', code: 'number' as const }]),
    ...(isAbsentOr(usualLeadDays, 0) ? [] : [{ field: '/usualLeadDays', code: 'number' as const }]),
  ]
  const distress = draft.distress
  const hardship: Fault[] =
    distress === null
      ? []
      : [
          ...(isCount(distress.activityLostPercent, 0) && (distress.activityLostPercent ?? 0) <= 100
            ? []
            : [{ field: '/distress/activityLostPercent', code: 'percent' as const }]),
          ...(isCount(distress.jobs, 0) ? [] : [{ field: '/distress/jobs', code: 'number' as const }]),
          ...(isCount(distress.jobsAtRisk, 0)
            ? []
            : [{ field: '/distress/jobsAtRisk', code: 'number' as const }]),
        ]
  return [...sites, ...certificates, ...orders, ...hardship]
}
