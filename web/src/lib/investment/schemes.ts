import { inLanguage } from '#lib/language.svelte.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Scheme } from './investment.ts'

/** Whether a scheme takes anybody on a day. */
export const isOpen = ({ from, until }: Pick<Scheme, 'from' | 'until'>, day: string) =>
  from <= day && (until === null || day < until)

/** The name of a scheme, which says where it is closed on a day. */
export function schemeName({ name, from, until }: Scheme, day: string): string {
  return isOpen({ from, until }, day) ? inLanguage(name) : m.invest_scheme_closed({ name: inLanguage(name) })
}
