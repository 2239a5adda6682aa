import { letter, type Mail } from '../mail/words.ts'

/** To an organisation: the operator has made sure who it is. */
export function organisationVerified({
  organisation,
  operator,
  link,
}: {
  organisation: string
  operator: string
  link: string
}): Mail {
  return {
    fr: {
      subject: `${organisation} est vérifiée`,
      body: letter(
        'Bonjour,',
        `${operator} a vérifié l’identité de ${organisation}. Vous pouvez désormais publier, répondre et être contactés.`,
        `Continuer\u00a0:\n${link}`,
      ),
    },
    en: {
      subject: `${organisation} is verified`,
      body: letter(
        'Hello,',
        `${operator} has verified who ${organisation} is. You may now publish, answer and be asked.`,
        `Go on:\n${link}`,
      ),
    },
  }
}

/** To a firm: the operator asks whether its profile still holds. */
export function confirmationAsked({
  firm,
  operator,
  link,
}: {
  firm: string
  operator: string
  link: string
}): Mail {
  return {
    fr: {
      subject: `Le profil de ${firm} est-il toujours juste\u00a0?`,
      body: letter(
        'Bonjour,',
        `Personne n’a confirmé le profil de ${firm} depuis longtemps. Les acheteurs le voient, et se demandent si vos machines, vos métiers et vos disponibilités sont encore ceux qu’il dit. ${operator} vous demande de le relire.`,
        `S’il est juste, un clic suffit\u00a0:\n${link}`,
      ),
    },
    en: {
      subject: `Does the profile of ${firm} still hold?`,
      body: letter(
        'Hello,',
        `Nobody has confirmed the profile of ${firm} for long. Buyers see so, and wonder whether your machines, trades and free hours are still what it says. ${operator} asks you to read it again.`,
        `Where it is right, one click is enough:\n${link}`,
      ),
    },
  }
}
