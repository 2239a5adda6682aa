import type { Text } from '@maillage/matching/catalogue.ts'
import { number } from '@maillage/matching/words/typography.ts'

/** The sentences that refuse what somebody asks of a pool. */
export const said = {
  noForm: {
    fr: 'La table du droit n’a pas cette forme d’achat groupé aujourd’hui.',
    en: 'The table of law has no such form of joint purchase today.',
  },
  notOffered: {
    fr: 'Cette forme ne le permet pas.',
    en: 'This form does not allow it.',
  },
  unknownItem: { fr: 'Choisissez un produit du référentiel.', en: 'Choose a product of the catalogue.' },
  joinPast: {
    fr: 'Cette date est passée : laissez aux autres le temps de rejoindre l’achat groupé.',
    en: 'This day has passed: leave the others time to join.',
  },
  coordinatorKind: {
    fr: 'Cette organisation ne peut pas être coordonnateur dans cette forme.',
    en: 'This organisation cannot be the coordinator in this form.',
  },
  noBuyer: {
    fr: 'Cette organisation n’est pas un acheteur inscrit.',
    en: 'This organisation is not a registered buyer.',
  },
  already: {
    fr: 'Cette organisation est déjà dans cet achat groupé.',
    en: 'This organisation is in this joint purchase already.',
  },
  wrongKind: {
    fr: 'Cette forme est réservée à certains acheteurs, dont votre organisation n’est pas : un groupement de commandes vous est ouvert.',
    en: 'This form is for certain kinds of buyer, and your organisation is none of them: a group of buyers is open to you.',
  },
  privateMember: {
    fr: 'Un organisme privé n’est pas membre dans cette forme. Dans un groupement de commandes il l’est, s’il applique les règles publiques à ces achats (L2113-6).',
    en: 'A private body is no member in this form. In a group of buyers it is, if it applies the public rules to these purchases (L2113-6).',
  },
  privateCoordinator: {
    fr: 'Un acheteur public n’achète pas par un coordonnateur privé : ouvrez l’achat groupé vous-même et invitez-le.',
    en: 'A public buyer does not buy through a private coordinator: open the joint purchase yourself and invite it.',
  },
  coordinatorStays: {
    fr: 'Le coordonnateur ne quitte pas l’achat groupé : il le dissout.',
    en: 'The coordinator does not leave the joint purchase: it dissolves it.',
  },
  notMember: {
    fr: 'Rejoignez d’abord l’achat groupé, avec vos quantités.',
    en: 'Join first, with your quantities.',
  },
  gone: { fr: 'Ce membre n’est plus dans l’achat groupé.', en: 'This member has left already.' },
  noNeed: {
    fr: 'Apportez au moins un besoin de ce produit.',
    en: 'Bring at least one need of this product.',
  },
  notYours: {
    fr: 'Ce besoin n’est pas un besoin de votre organisation.',
    en: 'This need is not one of your organisation.',
  },
  otherItem: {
    fr: 'Ce besoin ne porte pas sur le produit de l’achat groupé.',
    en: 'This need is not about the product of the joint purchase.',
  },
  elsewhere: {
    fr: 'Ce besoin est déjà dans un autre achat groupé : on ne l’apporte qu’une fois.',
    en: 'This need is in another joint purchase already: it is brought once.',
  },
  tendered: {
    fr: 'Ce besoin est dans une consultation publiée : il y est déjà acheté.',
    en: 'This need is in a published tender: it is bought there already.',
  },
  noTranche: {
    fr: 'Le besoin n’a pas de livraison à cette date : révisez-le d’abord.',
    en: 'The need has no delivery on this day: revise it first.',
  },
  sizeDue: { fr: 'Dites de quelle taille.', en: 'Say of which size.' },
  noSize: { fr: 'Le besoin ne demande pas cette taille.', en: 'The need does not ask for this size.' },
  past: { fr: 'Cette date est passée.', en: 'This day has passed.' },
  twice: {
    fr: 'Cette taille est déjà comptée pour ce jour : gardez une seule ligne.',
    en: 'This size is counted for this day already: keep one line.',
  },
  estimate: {
    fr: 'Donnez votre estimation hors taxes : la somme de tous les membres décide de la procédure.',
    en: 'Give your estimate ex tax: the sum over all members decides the procedure.',
  },
  twoMembers: {
    fr: 'Un achat groupé a au moins deux membres qui l’ont signé.',
    en: 'A joint purchase has at least two members who have signed it.',
  },
  nothing: {
    fr: 'Aucun membre n’apporte encore de quantité.',
    en: 'No member brings a quantity yet.',
  },
  notFixed: {
    fr: 'Arrêtez d’abord les quantités.',
    en: 'Fix the quantities first.',
  },
  coordinatorOrders: {
    fr: 'La convention confie les commandes au coordonnateur : demandez-lui de commander pour vous.',
    en: 'The agreement leaves orders to the coordinator: ask it to order for you.',
  },
  memberOrders: {
    fr: 'La convention laisse chaque membre commander pour lui-même : ce besoin est celui d’un autre membre.',
    en: 'The agreement lets each member order for itself: this need is another member’s.',
  },
  noOptions: {
    fr: 'Un achat groupé n’a pas d’options : prévoyez un maximum dans un accord-cadre.',
    en: 'A joint purchase has no options: agree a maximum in a framework.',
  },
  framework: {
    fr: 'Les membres ont convenu d’un accord-cadre : choisissez-le ici aussi.',
    en: 'The members have agreed on a framework: choose it here too.',
  },
  order: {
    fr: 'Les membres ont convenu de quantités fermes : choisissez un marché ordinaire.',
    en: 'The members have agreed on firm quantities: choose an ordinary contract.',
  },
} satisfies Record<string, Text>

const counted =
  (fr: (figure: string) => string, en: (figure: string) => string) =>
  (quantity: number): Text => ({
    fr: fr(number(quantity, 'fr')),
    en: en(number(quantity, 'en')),
  })

/** That a line is above what its need still asks for on this day, or in this size. */
export const aboveNeed = counted(
  left => `C’est plus que ce que le besoin demande encore ici : ${left} au plus.`,
  left => `This is more than the need still asks for here: ${left} at most.`,
)

/** That a minimum is above the maximum, which is what the lines come to. */
export const aboveMaximum = counted(
  most => `Votre minimum dépasse votre maximum, ${most} : baissez-le, ou apportez davantage.`,
  most => `Your minimum is above your maximum, ${most}: lower it, or bring more.`,
)

/** That a call-off is beyond what a member may still order. */
export const beyondShare = counted(
  left =>
    `C’est plus que ce qui reste à ce membre : ${left} au plus. La part des autres membres reste la leur.`,
  left => `This is more than this member has left: ${left} at most. What the others have remains theirs.`,
)

/** That more is bought than the members have asked for. */
export const beyondPool = counted(
  left => `C’est plus que ce que les membres demandent encore ce jour-là : ${left} au plus.`,
  left => `This is more than the members still ask for on this day: ${left} at most.`,
)

/** That a member has not signed the agreement as it stands. */
export const notSigned = (name: string, version: number): Text => ({
  fr: `${name} n’a pas signé la version ${version} de la convention : attendez sa signature, ou retirez ce membre.`,
  en: `${name} has not signed version ${version} of the agreement: wait for it, or leave this member out.`,
})

/** That a member is in the pool without a quantity. */
export const bringsNothing = (name: string): Text => ({
  fr: `${name} n’apporte aucune quantité : attendez-la, ou retirez ce membre.`,
  en: `${name} brings no quantity: wait for it, or leave this member out.`,
})

/** Whose share is at fault where it is looked at with those of the others. */
export const ofMember = (name: string, { fr, en }: Text): Text => ({
  fr: `${name} : ${fr}`,
  en: `${name}: ${en}`,
})

/** That the estimate of a pool is below the sum of its members'. */
export const belowEstimate = (cents: number): Text => ({
  fr: `C’est un achat groupé : l’estimation est celle de tous ses membres, ${number(cents / 100, 'fr')} € hors taxes au moins.`,
  en: `This is a joint purchase: its estimate is that of all its members, €${number(cents / 100, 'en')} ex tax at least.`,
})
