import type { RunList } from '@maillage/server/features/whatif/schemas.ts'
import type { Page } from 'playwright-core'
import { choose } from './choose.ts'
import { dayIn } from './needs.ts'

/** A buyer says how many of an item each of so many agents uses in a day. */
export async function sayUse(
  page: Page,
  { item, agents, perDay }: { item: string; agents: number; perDay: number },
): Promise<void> {
  await page.goto('/buyer/stocks/consumption')
  await page.getByRole('button', { name: 'Ajouter un article' }).click()
  await choose(page, 'Article', item, item)
  await page.getByLabel('Pour chaque').selectOption('agent')
  await page.getByLabel('Unités par jour').fill(String(perDay))
  await page.getByLabel('Combien').fill(String(agents))
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('Consommation enregistrée.').waitFor()
}

/** A buyer brings into a joint purchase what it will use in twelve weeks by what it has said. */
export async function joinPool(page: Page, pool: string): Promise<void> {
  await page.goto('/buyer/pools')
  await page.getByRole('link', { name: pool }).first().click()
  await page.getByRole('button', { name: 'Rejoindre' }).click()
  await page.getByLabel('À livrer le').fill(dayIn(60))
  await choose(page, 'Commune de livraison', '09000', 'Foix')
  await page.getByRole('button', { name: 'En faire un besoin' }).click()
  await page.getByLabel('Point de livraison').fill('Pharmacie, quai 2')
  await page.getByLabel('Votre estimation, hors taxes').fill('12 000')
  await page.getByRole('button', { name: 'Apporter ces quantités' }).click()
  await page.getByText('Vos quantités sont dans l’achat groupé').waitFor()
}

/** The operator has a plan made with what stands on the form, and proposes it to the firms; returns its address. */
export async function makePlan(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Calculer le plan' }).click()
  await page.getByRole('tab', { name: 'Réponses' }).waitFor()
  return page.url()
}

/** The operator puts together that so many times as much of an item is used for some weeks, and runs that alone. */
export async function runWave(
  page: Page,
  { name, item, times }: { name: string; item: string; times: number },
): Promise<void> {
  await page.goto('/operator/scenarios/new')
  await page.getByLabel('Nom du scénario').fill(name)
  await choose(page, 'Article', item, item)
  await page.getByLabel('Demande multipliée par').fill(String(times))
  await page.getByLabel('À partir de la semaine').fill('10')
  await page.getByLabel('Pendant').fill('6')
  await page.getByRole('button', { name: 'Enregistrer le scénario' }).click()
  await page.getByRole('heading', { name, exact: true }).waitFor()
  const scenarios = page.getByRole('region', { name: 'Scénarios' }).getByRole('listitem')
  const isNext = 'Dans la prochaine simulation'
  for (const box of await scenarios.getByLabel(isNext).all()) await box.uncheck()
  const own = scenarios.filter({ has: page.getByRole('heading', { name, exact: true }) })
  await own.getByLabel(isNext).check()
  await page.getByRole('button', { name: 'Lancer la simulation' }).click()
  await page.getByRole('tab', { name: 'Réponses' }).waitFor()
}

/** Firms that a plan has work on an item, as its page says. */
export async function makersIn(page: Page, plan: string, item: string): Promise<string[]> {
  await page.goto(`${plan}?view=items`)
  const heading = page.getByRole('heading', { name: item })
  await page.locator('section').filter({ has: heading }).getByText('Voir qui le fabrique').click()
  const rows = page.getByRole('table', { name: `Qui le fabrique, ${item}` }).getByRole('rowheader')
  await rows.first().waitFor()
  return rows.allInnerTexts()
}

/** Pieces of an item that are there, as a page of stocks says. */
export async function stockOf(page: Page, item: string): Promise<number> {
  await page.goto('/buyer/stocks')
  await page.getByText('Les chiffres', { exact: true }).click()
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: item, exact: true }) })
  const there = await row.getByRole('cell').first().innerText()
  return Number(there.replaceAll(/\D/g, ''))
}

/**
 * The operator gives up the run of scenarios that the demonstration comes with: where nobody looks at it, it would only keep the
 * processor from the others.
 */
export async function giveUpScenarios({ request }: Page): Promise<void> {
  const read = async <Shown>(path: string): Promise<Shown> =>
    JSON.parse(await (await request.get(path)).text())
  const { organisations } = await read<{ organisations: { id: string }[] }>('/api/session')
  const runs = `/api/organisations/${organisations[0]?.id}/scenario-runs`
  for (const { id } of await read<RunList>(runs)) await request.post(`${runs}/${id}/cancel`)
}
