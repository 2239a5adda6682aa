import type { Firm } from './supply.ts'

/** A firm that has, knows and wants nothing: what is tried out begins with it. */
export const nobody: Firm = {
  id: '',
  name: '',
  structure: 'company',
  verified: false,
  audience: 'operator',
  activity: '',
  sites: [],
  workedMaterials: [],
  certificates: [],
  availability: [],
  willing: [],
  unwilling: [],
  minimumOrder: null,
  usualLeadDays: null,
  confirmedAt: null,
  distress: null,
  distressBand: null,
}
