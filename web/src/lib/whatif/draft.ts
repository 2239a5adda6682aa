/** A part while it is being put together: every field of every kind, some of them empty. */
import type { Part } from './whatif.ts'

export interface DraftPart {
  key: number
  kind: Part['kind']
  /** Weeks as people count them, from 1. */
  from: number | null
  weeks: number | null
  /** Empty: every item. */
  item: string
  firm: string
  process: string
  department: string
  factor: number | null
  /** In percent. */
  share: number | null
  days: number | null
  /** Empty: anything that has no proof yet. */
  regime: string
}

export const emptyPart = (key: number): DraftPart => ({
  key,
  kind: 'demand',
  from: 5,
  weeks: 8,
  item: '',
  firm: '',
  process: '',
  department: '',
  factor: 4,
  share: 50,
  days: 30,
  regime: '',
})

export function draftOf(part: Part, key: number): DraftPart {
  const draft = { ...emptyPart(key), kind: part.kind, from: part.from + 1, weeks: part.weeks }
  switch (part.kind) {
    case 'demand':
      return { ...draft, item: part.item ?? '', factor: part.factor }
    case 'border':
      return { ...draft, item: part.item }
    case 'firm':
      return { ...draft, firm: part.firm }
    case 'largest':
      return { ...draft, process: part.process }
    case 'lockdown':
      return { ...draft, department: part.department, share: part.share * 100 }
    case 'laboratory':
      return { ...draft, days: part.days }
    case 'regime':
      return { ...draft, regime: part.regime ?? '' }
  }
}

/** Whether a part ends: a queue is told in days, and a regime of no record lasts to the end. */
export const isLasting = ({ kind, regime }: Pick<DraftPart, 'kind' | 'regime'>): boolean =>
  kind !== 'laboratory' && (kind !== 'regime' || regime !== '')

/** The part that a draft says, or the fields at fault, by the names that the API knows them by. */
export function partOf(draft: DraftPart): Part | string[] {
  const { kind, from, weeks, item, firm, process, department, factor, share, days, regime } = draft
  const within = (value: number | null, least: number, most: number) =>
    value !== null && value >= least && value <= most
  const faults = [
    ...(within(from, 1, 52) ? [] : ['from']),
    ...(!isLasting(draft) || within(weeks, 1, 104) ? [] : ['weeks']),
    ...(kind === 'border' && item === '' ? ['item'] : []),
    ...(kind === 'firm' && firm === '' ? ['firm'] : []),
    ...(kind === 'largest' && process === '' ? ['process'] : []),
    ...(kind === 'lockdown' && department === '' ? ['department'] : []),
    ...(kind === 'demand' && !within(factor, 0, 100) ? ['factor'] : []),
    ...(kind === 'lockdown' && !within(share, 0, 100) ? ['share'] : []),
    ...(kind === 'laboratory' && !within(days, 1, 365) ? ['days'] : []),
  ]
  if (faults.length > 0) return faults
  const during = { from: Math.round(from ?? 1) - 1, weeks: Math.max(1, Math.round(weeks ?? 1)) }
  switch (kind) {
    case 'demand':
      return { kind, ...during, item: item === '' ? null : item, factor: factor ?? 1 }
    case 'border':
      return { kind, ...during, item }
    case 'firm':
      return { kind, ...during, firm }
    case 'largest':
      return { kind, ...during, process }
    case 'lockdown':
      return { kind, ...during, department, share: (share ?? 0) / 100 }
    case 'laboratory':
      return { kind, ...during, days: days ?? 1 }
    case 'regime':
      return { kind, ...during, regime: regime === '' ? null : regime }
  }
}
