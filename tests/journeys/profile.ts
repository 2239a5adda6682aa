import type { Page } from 'playwright-core'
import { choose } from './choose.ts'

/** Machines of a type, or people of a trade. */
export interface Line {
  name: string
  count: number
  hours: number
}

/** Adds a line to one of the lists of a site: finds it by the words typed, says how many and their free hours. */
export async function addLine(page: Page, list: string, typed: string, line: Line): Promise<void> {
  await choose(page, list, typed, line.name)
  const row = page.getByRole('listitem').filter({ hasText: line.name })
  await row.getByRole('textbox', { name: /^(Nombre|Personnes)\s:/ }).fill(String(line.count))
  await row.getByRole('textbox', { name: /^Heures libres/ }).fill(String(line.hours))
}

/** Saves the profile, and waits until all of it is saved. */
export async function saveProfile(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await page.getByText('Tout est enregistré').waitFor()
}
