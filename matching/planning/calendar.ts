/** The weeks of a plan, from the Monday of the week it is made in. */
import { dayOf, mondayOf } from '../dates.ts'

export interface Calendar {
  /** Day number of the first Monday. */
  monday: number
  weeks: number
  /** First whole week that begins so many calendar days from the day it is made, or later. */
  weekAfter(days: number): number
  /** Last week whose work is there by an ISO date; -1 where none is. */
  weekBefore(date: string): number
}

export function calendarOf(asOf: string, weeks: number): Calendar {
  const today = dayOf(asOf)
  const monday = mondayOf(today)
  return {
    monday,
    weeks,
    weekAfter: days => Math.ceil((today - monday + days) / 7),
    weekBefore: date => Math.floor((dayOf(date) - monday) / 7) - 1,
  }
}
