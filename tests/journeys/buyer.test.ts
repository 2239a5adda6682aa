import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { choose } from './choose.ts'
import { openPlace, walkInSteps, type Place } from './people.ts'
import { publishNeed } from './needs.ts'

let place: Place
beforeAll(async () => {
  place = await openPlace()
})
afterAll(() => place.close())
walkInSteps(() => place)

describe('a buyer', () => {
  let buyer: Page
  beforeAll(async () => {
    buyer = await place.enter('buyer')
  })
  const names = () => buyer.getByRole('article').getByRole('heading')

  test('is told what is missing before a need is published', async () => {
    await buyer.getByRole('link', { name: 'Nouveau besoin' }).first().click()
    await choose(buyer, 'Produit, famille ou composant', 'casaque', 'Surblouse lavable')
    await buyer.getByRole('textbox', { name: 'Quantité', exact: true }).fill('0')
    await buyer.getByRole('button', { name: 'Publier' }).click()
    const faults = buyer.getByRole('alert')
    await faults.getByText('Dites qui il faut protéger').waitFor()
    await faults.getByText('Indiquez la quantité').waitFor()
    expect(buyer.url()).toMatch(/\/needs\/new$/)
  })

  test('publishes it, and sees ranked partnerships with their reasons in figures', async () => {
    await publishNeed(buyer, { product: 'Surblouse lavable', quantity: 4_000, inDays: 150 })
    await names().first().waitFor()
    await buyer.getByText(/Prouvé/).waitFor()
    const scores = await buyer.getByRole('article').getByText('/100').allInnerTexts()
    const points = scores.map(text => Number.parseInt(text))
    expect(points.length).toBeGreaterThan(2)
    expect(points).toEqual(points.toSorted((one, other) => other - one))
    const first = buyer.getByRole('article').first()
    expect(await first.getByText('Point fort').locator('..').innerText()).toMatch(/\d/)
    const detail = buyer.getByRole('complementary', { name: 'Le partenariat en détail' })
    for (const part of ['Qui fait quoi, et quand', 'Acheté hors du partenariat', 'Pourquoi ce score']) {
      expect(await detail.getByRole('region', { name: part }).innerText()).toMatch(/\d/)
    }
  })

  test('moves a weight, and the ranking follows', async () => {
    const before = await names().allInnerTexts()
    const nearness = buyer.getByRole('slider', { name: 'Proximité' })
    const usual = await nearness.inputValue()
    await nearness.press('End')
    await buyer
      .getByText(/^Gagne \d+ place/)
      .first()
      .waitFor()
    expect(await names().allInnerTexts()).not.toEqual(before)
    // The weights are in the address: the page can be read again, or sent to a colleague.
    await buyer.waitForURL(/weights=/)
    await buyer.reload()
    await names().first().waitFor()
    expect(await nearness.inputValue()).toBe('10')
    await buyer.getByRole('button', { name: 'Remettre' }).click()
    await buyer.waitForURL(url => !url.searchParams.has('weights'))
    expect(await nearness.inputValue()).toBe(usual)
  })

  test('asks what would raise a firm of the partnership, and reads public facts alone', async () => {
    const open = buyer.url()
    await buyer.goto('/buyer/needs')
    await buyer.getByRole('link', { name: /^Surblouse lavable · 20\s000/ }).click()
    const detail = buyer.getByRole('complementary', { name: 'Le partenariat en détail' })
    const raise = detail.getByRole('region', { name: 'Ce qui ferait monter une entreprise' })
    await raise
      .getByRole('button', { name: /^Essayer pour / })
      .first()
      .click()
    // Which proofs are missing goes by who leads here; that none would do is an answer too.
    await raise.getByText(/^Sa meilleure place, aujourd’hui\s:\s\d+\.$/).waitFor()
    const told = raise.getByText(/^Place \d+$|^Aucune preuve ni confirmation/)
    if (!(await raise.innerText()).match(/aujourd’hui\s:\s1\./)) await told.first().waitFor()
    // What a firm would have to change in its own means is told to nobody else.
    expect(await raise.innerText()).not.toMatch(/équipe|heures|machines/)
    expect(buyer.url()).toMatch(/raise=/)
    await buyer.goto(open)
    await names().first().waitFor()
  })

  test('opens the list of who was knocked out, and reads why', async () => {
    await buyer.getByText(/^\d+ entreprises? écartées?/).click()
    const list = buyer.getByRole('group').filter({ hasText: 'Les plus proches d’entrer' })
    const firms = list.getByRole('listitem')
    expect(await firms.count()).toBeGreaterThan(0)
    expect((await firms.first().innerText()).length).toBeGreaterThan(30)
  })

  test('asks by which procedure it may buy, counting what is alike, and keeps the answer', async () => {
    await buyer.goto('/buyer/needs')
    await buyer.getByRole('link', { name: /^Surblouse lavable · 20\s000/ }).click()
    await buyer.getByRole('link', { name: 'Quelle procédure ?' }).click()
    const answer = buyer.getByRole('complementary', { name: 'Procédure proposée' })
    const amount = buyer.getByRole('textbox', { name: /^Montant estimé de ce besoin/ })
    // With the 40,000 € of other gowns that it has asked for already.
    await amount.fill('19 999')
    await answer.getByRole('heading', { name: 'Sans publicité ni mise en concurrence' }).waitFor()
    await buyer.getByRole('textbox', { name: /^Achats semblables ailleurs/ }).fill('1')
    await answer.getByRole('heading', { name: 'Procédure adaptée' }).waitFor()
    await buyer.getByRole('button', { name: 'Garder cette procédure' }).click()
    await buyer.getByText(/^Choisie par Denis Carrère/).waitFor()
    expect(await buyer.getByRole('main').innerText()).toMatch(/R2131-12/)
  })

  test('reads a contract to its last piece: a lot refused by sampling, sent back and replaced', async () => {
    await buyer.getByRole('link', { name: 'Marchés et livraisons' }).first().click()
    await buyer.getByRole('link', { name: 'Masques lavables pour les agents' }).click()
    const refused = buyer.getByRole('article').filter({ hasText: 'lot T-101' })
    await refused.getByText('Lot refusé au contrôle').waitFor()
    await refused.getByText('Défauts majeurs : 9 (au plus 7 sur 125)').waitFor()
    await refused.getByText('Repartie').waitFor()
    const replacing = buyer.getByRole('article').filter({ hasText: 'lot T-104' })
    await replacing.getByText('remplace la livraison n° 1').waitFor()
    await buyer.getByText('Soldé', { exact: true }).waitFor()
    await buyer.getByRole('link', { name: 'Marchés et livraisons' }).first().click()
    await buyer.getByRole('link', { name: 'Surblouses lavables des urgences' }).click()
    // The list names other procedures run elsewhere: the page of this one comes first.
    await buyer.getByRole('heading', { level: 1, name: 'Surblouses lavables des urgences' }).waitFor()
    await buyer.getByText('Procédure menée ailleurs').waitFor()
    await buyer.getByText('600 acceptées sur 600').waitFor()
  })
})

describe('a buyer who has found a partnership', () => {
  test('asks its firms, and reads the answer of one as it comes', async () => {
    const buyer = await place.enter('buyer')
    const firm = await place.enter('firm')
    await firm.goto('/firm/asked')
    await firm.getByRole('heading', { level: 1 }).waitFor()
    await buyer.goto('/buyer/needs')
    await buyer.getByRole('link', { name: /^Surblouse lavable · 20\s000/ }).click()
    const row = buyer.getByRole('article').filter({ hasText: 'Tissages du Touyre' }).first()
    await row.getByRole('link').first().click()
    await buyer.getByRole('button', { name: /^Consulter/ }).click()
    await buyer.getByRole('textbox', { name: 'Votre message' }).fill('Un échantillon avant mars ?')
    await buyer.getByRole('button', { name: 'Envoyer' }).click()
    await buyer.getByRole('link', { name: 'Entreprises consultées' }).click()
    const contact = buyer.getByRole('listitem').filter({ hasText: 'Tissages du Touyre' })
    await contact.getByText('En attente de réponse').waitFor()

    await firm.getByText('Une nouvelle demande').waitFor()
    await firm.getByRole('button', { name: 'Afficher' }).click()
    await firm.getByText('Un échantillon avant mars ?').waitFor()
    await firm.getByRole('button', { name: 'Nous sommes intéressés' }).click()
    await firm.getByRole('textbox', { name: 'Votre message' }).fill('Oui, le 8 janvier.')
    await firm.getByRole('button', { name: 'Répondre que nous sommes intéressés' }).click()

    await contact.getByText('Oui, le 8 janvier.').waitFor()
    await contact.getByText('Intéressée').waitFor()

    // They have written to each other about this need before: they go on.
    await contact.getByRole('link', { name: /^Écrire/ }).click()
    await buyer.getByRole('link', { name: 'Ouvrir la conversation' }).click()
    await buyer.getByRole('textbox', { name: 'Votre message' }).fill('Pouvez-vous passer mardi ?')
    await buyer.getByRole('button', { name: 'Envoyer le message' }).click()
    await firm.getByRole('link', { name: 'Messages, 1 non lu' }).click()
    // The page of requests has a link to write to the hospital, too.
    await firm.waitForURL('**/messages')
    await firm.getByRole('heading', { name: 'Messages' }).waitFor()
    await firm.getByRole('link', { name: 'Hôpital du Pas-du-Roc' }).click()
    await firm.getByText('Pouvez-vous passer mardi ?').waitFor()
    const sent = buyer.getByRole('listitem').filter({ hasText: 'Pouvez-vous passer mardi ?' })
    await sent.getByText('Lu', { exact: true }).waitFor()
  })
})

describe('a buyer with a mail in hand', () => {
  test('has its needs read, is asked what they lack, and goes on with the draft', async () => {
    const buyer = await place.enter('buyer')
    await buyer.goto('/buyer/needs/new')
    await buyer
      .getByRole('textbox', { name: 'Le texte' })
      .fill('Il nous faut 5 000 surblouses lavables à Foix, et 10k masques chirurgicaux type IIR.')
    await buyer.getByRole('button', { name: 'Lire ce texte' }).click()
    await buyer.getByText('2 besoins lus').waitFor()
    await buyer.getByRole('checkbox', { name: 'Retenir' }).nth(1).uncheck()
    const gown = buyer.getByRole('article').first()
    await gown.getByText('Pour quand, au plus tard').waitFor()
    await gown.getByRole('button', { name: 'Je le dirai plus tard' }).click()
    await gown.getByText('La personne qui le porte').click()
    await buyer.getByRole('button', { name: 'Créer le brouillon' }).click()
    await gown.getByRole('link', { name: 'Ouvrir le brouillon' }).click()
    const quantity = buyer.getByRole('textbox', { name: 'Quantité', exact: true })
    expect(await quantity.inputValue()).toMatch(/^5\s000$/)
    expect(await buyer.getByRole('combobox', { name: 'Lieu de livraison' }).inputValue()).toBe('Foix (09)')
  })
})

describe('a buyer with a table', () => {
  test('cancels it while it is checked, sends it again, takes it, and takes it back', async () => {
    const buyer = await place.enter('buyer')
    await buyer.goto('/buyer/needs/import')
    const rows = Array.from(
      { length: 3000 },
      (_, at) => `Surblouse lavable;${at + 1};15/05/2099;Foix;porteur`,
    )
    const buffer = Buffer.from(`Produit;Quantité;Pour le;Ville;Protection\n${rows.join('\n')}\n`)
    const send = () =>
      buyer.locator('input[type=file]').setInputFiles({ name: 'besoins.csv', mimeType: 'text/csv', buffer })
    const take = buyer.getByRole('button', { name: /^Créer|^Prendre|3\s000/ })
    // A quick machine has checked it before anybody could cancel: its first thousand rows are slow on the way.
    const checks = /\/imports\/[^/]+\/check$/
    const { promise: slow, resolve: arrive } = Promise.withResolvers<void>()
    await buyer.route(checks, async route => {
      await slow
      await route.continue()
    })
    await send()
    await buyer.getByText(/^Vérification/).waitFor()
    await buyer.getByRole('button', { name: 'Annuler', exact: true }).click()
    arrive()
    await buyer.getByText('Choisir un fichier CSV ou XLSX').waitFor()
    await buyer.waitForLoadState('networkidle')
    expect(await take.count()).toBe(0)
    await buyer.unroute(checks)
    await send()
    await take.click()
    await buyer.getByText(/3\s000 brouillons sont créés/).waitFor()
    await buyer.getByRole('status').getByRole('button', { name: 'Annuler l’import' }).click()
    await buyer.getByText(/3\s000 brouillons annulés/).waitFor()
    await buyer.getByRole('listitem').filter({ hasText: 'Annulé' }).waitFor()
  })
})

describe('an address that is not one’s own', () => {
  test('is not there for a buyer who follows a need that nobody has', async () => {
    const buyer = await place.enter('buyer')
    await buyer.goto('/buyer/needs/00000000-0000-4000-8000-000000000000')
    await buyer.getByRole('heading', { name: 'Cette page n’existe pas' }).waitFor()
    expect(await buyer.title()).toMatch(/^Cette page n’existe pas/)
    await buyer.getByRole('link', { name: 'Aller à ma page du jour' }).click()
    await buyer.getByRole('heading', { name: 'Aujourd’hui' }).waitFor()
  })

  test('is not open to a firm that follows the pages of buyers', async () => {
    const firm = await place.enter('firm')
    await firm.goto('/buyer/needs')
    await firm.getByRole('heading', { name: 'Cette page ne vous est pas ouverte' }).waitFor()
  })
})
