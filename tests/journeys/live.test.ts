import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Laptop, laptopOf } from './laptop.ts'
import { openPlace, patience, walkInSteps, type Place } from './people.ts'
import { publishNeed } from './needs.ts'
import { giveUpScenarios } from './planning.ts'
import { addLine, saveProfile } from './profile.ts'

let place: Place
let firm: Page
let laptop: Laptop
let buyer: Page
beforeAll(async () => {
  // As one starts it at home: its database inside the server.
  place = await openPlace({ embedded: true })
  await giveUpScenarios(await place.enter('operator'))
  ;[firm, buyer] = await Promise.all([place.enter('firm'), place.enter('buyer')])
  laptop = await laptopOf(firm.context())
  await firm.goto('/firm/profile')
  await firm.getByRole('button', { name: /^Notifications/ }).click()
})
afterAll(() => place.close())
walkInSteps(() => place)

/** That the firm is told that it fits a need of this quantity, in the notifications it has open. */
const told = (quantity: string): Locator =>
  firm
    .getByRole('region', { name: 'Notifications' })
    .getByRole('listitem')
    .filter({ hasText: 'Un besoin correspond à votre entreprise' })
    .filter({ hasText: `${quantity} × Surblouse lavable` })

/** On a page of its own, so that the one the buyer reads stays where it is; returns the need's address. */
async function publish(quantity: number): Promise<string> {
  const page = await buyer.context().newPage()
  await page.goto('/buyer/needs/new')
  // With three partners the weaver has its place however the ids of firms fall; with four the search may pass it by.
  await publishNeed(page, { product: 'Surblouse lavable', quantity, inDays: 150, partners: 3 })
  const address = page.url()
  await page.close()
  return address
}

test('publishing a need tells the firm that fits it, on the page it has open', async () => {
  const address = await publish(4_100)
  await told('4 100').waitFor()
  await buyer.goto(address)
  await buyer.getByRole('article').first().waitFor()
})

test('saving a profile brings the buyer a new partnership, shown when it asks', async () => {
  const withFirm = buyer.getByRole('article').filter({ hasText: 'Tissages du Touyre' })
  const waiting = buyer.getByRole('status').filter({ hasText: 'Afficher' })
  const show = waiting.getByRole('button', { name: 'Afficher' })
  const more = buyer.getByRole('button', { name: /^Afficher \d+ de plus$/ })
  while (await more.isVisible()) await more.click()
  /** Shows what waits, and what comes after it: the list first, then what the exact search finds besides. */
  const showUntil = (isThere: (count: number) => boolean) =>
    expect
      .poll(
        async () => {
          if (await show.isVisible()) await show.click()
          return isThere(await withFirm.count())
        },
        { timeout: patience },
      )
      .toBe(true)
  await firm.getByRole('button', { name: /^Retirer : Métier à tisser à lances/ }).click()
  await firm.getByRole('button', { name: /^Retirer : Métier à tisser Jacquard/ }).click()
  await saveProfile(firm)
  await show.waitFor()
  // What one reads stays where it is until one asks.
  expect(await withFirm.count()).toBeGreaterThan(0)
  await showUntil(count => count === 0)

  const looms = { name: 'Métier à tisser à lances', count: 24, hours: 60 }
  await addLine(firm, 'Ajouter une machine', 'métier à lances', looms)
  await saveProfile(firm)
  await waiting.getByText(/^\d+ nouveaux? partenariats?$/).waitFor()
  expect(await withFirm.count()).toBe(0)
  await showUntil(count => count > 0)
})

test('what happened while the laptop was closed is there when it is opened again, once', async () => {
  await firm.getByRole('button', { name: /^Notifications/ }).click()
  await laptop.close()
  await firm.getByText('Connexion en direct interrompue').waitFor()
  await publish(4_200)
  expect(await told('4 200').count()).toBe(0)
  await laptop.open()
  await told('4 200').waitFor()
  // What is told next is told too, and nothing of before comes again with it.
  await publish(4_300)
  await told('4 300').waitFor()
  for (const quantity of ['4 100', '4 200', '4 300']) expect(await told(quantity).count()).toBe(1)
})

test('a search that is saved is an address, and tells live of what another firm’s change brings into it', async () => {
  const reader = await place.enter('buyer', { language: 'en-GB' })
  // In French, misspelt, by the keys alone; the thing goes by its English name here.
  await reader.keyboard.press('/')
  await reader.keyboard.type('surjetteuse')
  await reader.getByRole('option', { name: /^Overlock/ }).waitFor()
  await reader.keyboard.press('Enter')
  await reader.waitForURL(/\/search\?q=surjetteuse$/)
  const facet = reader.getByRole('checkbox', { name: /^Ariège \(09\)/ })
  const found = Number(
    /\((\d+)\)$/.exec((await reader.getByText(/^Ariège \(09\) \(\d+\)$/).textContent()) ?? '')?.[1],
  )
  expect(found).toBeGreaterThan(0)
  await facet.check()
  await reader.waitForURL(/department=09$/)
  const total = (page: Page, count: number) =>
    page.getByRole('region', { name: 'Results' }).getByText(new RegExp(`^${count} results?$`))
  await total(reader, found).waitFor()
  const map = reader.getByRole('region', { name: 'Map of the results' })
  await expect.poll(() => map.getByRole('option').count(), { timeout: patience }).toBe(found)
  await reader.getByRole('button', { name: 'Save and alert me' }).click()
  await reader.getByText('This search already alerts you.').waitFor()

  const again = await reader.context().newPage()
  await again.goto(reader.url())
  await total(again, found).waitFor()
  expect(await again.getByRole('checkbox', { name: /^Ariège \(09\)/ }).isChecked()).toBe(true)
  expect(await again.getByRole('searchbox').inputValue()).toBe('surjetteuse')
  await again.getByText('This search already alerts you.').waitFor()

  await reader.getByRole('button', { name: /^Notifications/ }).click()
  const overlockers = { name: 'Surjeteuse', count: 4, hours: 35 }
  await addLine(firm, 'Ajouter une machine', 'surjeteuse', overlockers)
  await saveProfile(firm)
  const news = reader.getByRole('region', { name: 'Notifications' }).getByRole('listitem')
  await news
    .filter({ hasText: 'New in your search “surjetteuse”' })
    .filter({ hasText: 'Tissages du Touyre' })
    .waitFor()
  await again.reload()
  await total(again, found + 1).waitFor()
})
