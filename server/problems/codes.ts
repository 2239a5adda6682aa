import type { Text } from '@maillage/matching/catalogue.ts'

interface ProblemKind {
  status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503
  title: Text
  /** What to do next. */
  detail: Text
}

/**
 * Every refusal a person may meet: its status, what happened and the way out, in both languages.
 * Absent and forbidden give the same answer, so that nothing is learned from trying.
 */
export const problemKinds = {
  'invalid-input': {
    status: 422,
    title: { fr: 'Certains champs sont à corriger', en: 'Some fields need correcting' },
    detail: {
      fr: 'Corrigez les champs signalés, puis envoyez de nouveau. Rien n’a été enregistré.',
      en: 'Correct the fields named below and send again. Nothing was saved.',
    },
  },
  'catalogue-change-ended': {
    status: 409,
    title: {
      fr: 'Cette modification n’est plus un brouillon, ou n’est plus en vigueur',
      en: 'This change is no draft any more, or no longer in force',
    },
    detail: {
      fr: 'Rechargez la page pour voir ce qu’elle est devenue. Au besoin, reprenez-la dans un nouveau brouillon.',
      en: 'Reload the page to see what has become of it. If need be, take it up in a new draft.',
    },
  },
  'catalogue-moved-on': {
    status: 409,
    title: {
      fr: 'Une fiche a changé depuis que vous l’avez lue',
      en: 'A record has changed since you read it',
    },
    detail: {
      fr: 'Rouvrez la fiche signalée : comparez, reportez votre changement et enregistrez de nouveau. Rien n’a été enregistré.',
      en: 'Open the record marked below again: compare, make your change again and save. Nothing was saved.',
    },
  },
  'catalogue-in-use': {
    status: 409,
    title: {
      fr: 'Cette modification ne peut pas être annulée telle quelle',
      en: 'This change cannot be undone as it is',
    },
    detail: {
      fr: 'Ce qui s’y oppose est indiqué, avec ce que vous pouvez faire. Rien n’a changé.',
      en: 'What stands against it is said below, with what you can do. Nothing has changed.',
    },
  },
  'plan-ended': {
    status: 409,
    title: { fr: 'Ce calcul est déjà terminé', en: 'This computation has already ended' },
    detail: {
      fr: 'Rechargez la page pour voir ce qu’il a donné.',
      en: 'Reload the page to see what came of it.',
    },
  },
  'plan-published': {
    status: 409,
    title: { fr: 'Un plan vient d’être publié', en: 'A plan has just been published' },
    detail: {
      fr: 'Rechargez la page : regardez d’abord ce qui est déjà proposé aux entreprises, puis décidez.',
      en: 'Reload the page: look at what is already proposed to firms first, then decide.',
    },
  },
  'proposal-closed': {
    status: 409,
    title: { fr: 'Cette proposition est close', en: 'This proposal is closed' },
    detail: {
      fr: 'Elle a été retirée, ou son délai est passé. Rechargez la page.',
      en: 'It was withdrawn, or its time is over. Reload the page.',
    },
  },
  'malformed-json': {
    status: 400,
    title: { fr: 'Le contenu envoyé n’est pas du JSON valide', en: 'What was sent is not valid JSON' },
    detail: { fr: 'Vérifiez le format du message.', en: 'Check the format of the message.' },
  },
  'unsupported-media-type': {
    status: 415,
    title: { fr: 'Format de contenu non pris en charge', en: 'Content type not supported' },
    detail: { fr: 'Envoyez du JSON (application/json).', en: 'Send JSON (application/json).' },
  },
  'too-large': {
    status: 413,
    title: { fr: 'Le contenu envoyé est trop volumineux', en: 'What was sent is too large' },
    detail: {
      fr: 'Raccourcissez le texte : 1 Mo au plus par envoi.',
      en: 'Shorten the text: 1 MB at most in one request.',
    },
  },
  'too-much-to-read': {
    status: 422,
    title: { fr: 'Il y a trop à lire d’un coup', en: 'There is too much to read at once' },
    detail: {
      fr: 'La lecture a été arrêtée. Gardez la partie utile (quelques pages), puis réessayez.',
      en: 'Reading was stopped. Keep the part that matters, some pages, and try again.',
    },
  },
  'file-too-large': {
    status: 413,
    title: { fr: 'Ce fichier est trop gros', en: 'This file is too large' },
    detail: {
      fr: '10 Mo au plus. Enregistrez-le sans images, ou collez la partie utile de son texte.',
      en: '10 MB at most. Save it without pictures, or paste the part of its text that matters.',
    },
  },
  'file-protected': {
    status: 422,
    title: { fr: 'Ce fichier est protégé par un mot de passe', en: 'This file is protected by a password' },
    detail: {
      fr: 'Ouvrez-le, enregistrez-en une copie sans mot de passe, puis déposez la copie.',
      en: 'Open it, save a copy without a password, and drop the copy.',
    },
  },
  'file-without-text': {
    status: 422,
    title: { fr: 'Ce fichier ne contient pas de texte', en: 'There is no text in this file' },
    detail: {
      fr: 'C’est une image ou un document numérisé. Demandez l’original (PDF de traitement de texte, DOCX), ou recopiez l’essentiel.',
      en: 'It is a picture or a scan. Ask for the original (a PDF made from text, a DOCX), or copy what matters.',
    },
  },
  'file-unsupported': {
    status: 415,
    title: { fr: 'Ce type de fichier ne se lit pas ici', en: 'This kind of file cannot be read here' },
    detail: {
      fr: 'PDF, DOCX, XLSX, CSV, TXT, courriel (EML) ou page web. Un ancien DOC ou XLS : enregistrez-le en DOCX ou XLSX.',
      en: 'PDF, DOCX, XLSX, CSV, TXT, mail (EML) or web page. An old DOC or XLS: save it as DOCX or XLSX.',
    },
  },
  'file-damaged': {
    status: 422,
    title: { fr: 'Ce fichier est abîmé', en: 'This file is damaged' },
    detail: {
      fr: 'Ouvrez-le pour vérifier, enregistrez-le de nouveau, ou collez son texte.',
      en: 'Open it to check, save it again, or paste its text.',
    },
  },
  'file-no-table': {
    status: 415,
    title: { fr: 'Ce fichier n’est pas un tableau', en: 'This file is not a table' },
    detail: {
      fr: 'Envoyez un fichier CSV ou XLSX. Un ancien XLS : enregistrez-le en XLSX.',
      en: 'Send a CSV or XLSX file. An old XLS: save it as XLSX.',
    },
  },
  'document-missing': {
    status: 422,
    title: { fr: 'Aucun fichier n’a été reçu', en: 'No file was received' },
    detail: {
      fr: 'Envoyez un seul fichier, dans le champ « file » d’un formulaire (multipart/form-data).',
      en: 'Send one file, in the field “file” of a form (multipart/form-data).',
    },
  },
  'document-empty': {
    status: 422,
    title: { fr: 'Ce fichier est vide', en: 'This file is empty' },
    detail: { fr: 'Vérifiez-le, puis déposez-le de nouveau.', en: 'Check it, then send it again.' },
  },
  'document-too-large': {
    status: 413,
    title: { fr: 'Ce fichier est trop gros', en: 'This file is too large' },
    detail: {
      fr: '20 Mo au plus : enregistrez-le en plus petit, ou en plusieurs fichiers.',
      en: '20 MB at most: save it smaller, or as several files.',
    },
  },
  'document-type': {
    status: 415,
    title: { fr: 'Ce type de fichier n’est pas accepté', en: 'This kind of file is not accepted' },
    detail: {
      fr: 'PDF, PNG, JPEG, DOCX, XLSX, CSV ou texte, sans macro ni page web. Enregistrez-le en PDF, par exemple.',
      en: 'PDF, PNG, JPEG, DOCX, XLSX, CSV or text, without macros or web pages. Save it as PDF, for example.',
    },
  },
  'document-mismatch': {
    status: 415,
    title: {
      fr: 'Le nom de ce fichier ne dit pas ce qu’il contient',
      en: 'The name of this file does not say what it holds',
    },
    detail: {
      fr: 'Son contenu est d’un autre type que sa terminaison. Enregistrez-le de nouveau depuis le logiciel qui l’a fait.',
      en: 'Its content is of another kind than its ending. Save it again with the program that made it.',
    },
  },
  'document-published': {
    status: 409,
    title: { fr: 'Ce document ne peut plus être retiré', en: 'This document can no longer be removed' },
    detail: {
      fr: 'Il a été transmis ou publié : d’autres l’ont peut-être lu. Ajoutez-en un nouveau s’il faut le corriger.',
      en: 'It was sent or published: others may have read it. Add another where it needs correcting.',
    },
  },
  'too-many-messages': {
    status: 429,
    title: { fr: 'Trop de messages en peu de temps', en: 'Too many messages in a short time' },
    detail: {
      fr: 'Votre organisation a écrit soixante messages en une heure. Attendez un peu : rien n’est perdu de ce que vous avez saisi.',
      en: 'Your organisation has written sixty messages within an hour. Wait a little: nothing of what you typed is lost.',
    },
  },
  'too-many-documents': {
    status: 409,
    title: { fr: 'Trop de documents attendent', en: 'Too many documents are waiting' },
    detail: {
      fr: 'Enregistrez ou retirez ceux que vous venez de déposer, puis continuez.',
      en: 'Save or remove those you have just sent, then go on.',
    },
  },
  'too-many-rows': {
    status: 422,
    title: { fr: 'Ce tableau a trop de lignes', en: 'This table has too many rows' },
    detail: {
      fr: '10 000 lignes au plus : partagez-le en plusieurs fichiers.',
      en: 'At most 10,000 rows: split it into several files.',
    },
  },
  'import-not-ready': {
    status: 409,
    title: { fr: 'Ce tableau ne peut pas encore être pris', en: 'This table cannot be taken yet' },
    detail: {
      fr: 'Des lignes sont à corriger ou à vérifier. Rien n’a été enregistré.',
      en: 'Some rows need correcting or checking. Nothing was saved.',
    },
  },
  'import-undone': {
    status: 409,
    title: { fr: 'Cet import est déjà annulé', en: 'This import is undone already' },
    detail: { fr: 'Il n’y a plus rien à annuler.', en: 'There is nothing left to undo.' },
  },
  'import-changed': {
    status: 409,
    title: { fr: 'Cet import ne peut plus être annulé', en: 'This import can no longer be undone' },
    detail: {
      fr: 'Ce qu’il a créé a été modifié ou publié depuis. Rien n’a changé : corrigez à la main ce qui doit l’être.',
      en: 'What it made has been changed or published since. Nothing was undone: correct by hand what needs it.',
    },
  },
  'not-signed-in': {
    status: 401,
    title: { fr: 'Votre session a expiré ou n’est pas ouverte', en: 'Your session has ended or is not open' },
    detail: {
      fr: 'Connectez-vous, puis recommencez : votre saisie est conservée.',
      en: 'Sign in and try again: what you typed is kept.',
    },
  },
  'wrong-credentials': {
    status: 401,
    title: { fr: 'Adresse ou mot de passe inexact', en: 'Wrong address or password' },
    detail: {
      fr: 'Vérifiez les deux, ou demandez un nouveau mot de passe.',
      en: 'Check both, or ask for a new password.',
    },
  },
  'email-unverified': {
    status: 403,
    title: { fr: 'Votre adresse n’est pas encore confirmée', en: 'Your address is not confirmed yet' },
    detail: {
      fr: 'Un nouveau lien vient de vous être envoyé par courriel : suivez-le.',
      en: 'A new link has just been sent to you by mail: follow it.',
    },
  },
  'link-ended': {
    status: 410,
    title: { fr: 'Ce lien n’est plus valable', en: 'This link is no longer valid' },
    detail: {
      fr: 'Il a expiré ou a déjà servi. Demandez-en un autre : le plus récent est toujours le bon.',
      en: 'It has ended or was used. Ask for another: the latest one is always the right one.',
    },
  },
  'not-allowed': {
    status: 403,
    title: { fr: 'Votre rôle ne permet pas cette action', en: 'Your role does not allow this' },
    detail: {
      fr: 'Demandez à un responsable de l’organisation de la faire ou de changer votre rôle.',
      en: 'Ask an owner of the organisation to do it, or to change your role.',
    },
  },
  'origin-refused': {
    status: 403,
    title: { fr: 'Cette demande vient d’un autre site', en: 'This request comes from another site' },
    detail: { fr: 'Ouvrez Maillage à son adresse habituelle.', en: 'Open Maillage at its usual address.' },
  },
  'not-found': {
    status: 404,
    title: { fr: 'Introuvable', en: 'Not found' },
    detail: {
      fr: 'Cette adresse n’existe pas, ou vous n’y avez pas accès.',
      en: 'There is nothing here, or you have no access to it.',
    },
  },
  'stale-version': {
    status: 409,
    title: { fr: 'Une version plus récente existe', en: 'A newer version exists' },
    detail: {
      fr: 'Quelqu’un (ou un autre onglet) a enregistré entre-temps. Comparez les deux versions avant d’enregistrer de nouveau.',
      en: 'Someone, or another tab, saved in the meantime. Compare both versions before saving again.',
    },
  },
  'wrong-state': {
    status: 409,
    title: { fr: 'Cette action n’est plus possible ici', en: 'This is no longer possible here' },
    detail: {
      fr: 'L’état a changé entre-temps : rechargez la page.',
      en: 'The state changed in the meantime: reload the page.',
    },
  },
  'questions-to-all': {
    status: 409,
    title: {
      fr: 'On ne s’écrit pas encore au sujet de cette consultation',
      en: 'Nobody writes about this tender yet',
    },
    detail: {
      fr: 'Jusqu’à l’ouverture des plis, les questions se posent sur la page de la consultation, et la réponse va à tous. Ensuite, l’acheteur et chaque candidat peuvent s’écrire.',
      en: 'Until the offers are opened, questions are asked on the page of the tender, and the answer goes to all. After that, the buyer and each bidder may write to each other.',
    },
  },
  'need-pooled': {
    status: 409,
    title: { fr: 'Ce besoin est dans un achat groupé', en: 'This need is in a joint purchase' },
    detail: {
      fr: 'Ses quantités y sont arrêtées avec celles des autres membres. Rouvrez l’achat groupé, ou quittez-le, pour changer le besoin.',
      en: 'Its quantities are fixed there with those of the other members. Reopen the joint purchase, or leave it, to change the need.',
    },
  },
  'need-tendered': {
    status: 409,
    title: { fr: 'Ce besoin est dans une consultation publiée', en: 'This need is in a published tender' },
    detail: {
      fr: 'Il reste tel que les entreprises l’ont lu. Modifiez la consultation, ou déclarez-la sans suite.',
      en: 'It stays as firms have read it. Amend the tender, or end it without a contract.',
    },
  },
  'offer-late': {
    status: 409,
    title: { fr: 'La date limite est passée', en: 'The deadline has passed' },
    detail: {
      fr: 'Cette offre n’a pas été reçue. Si la plateforme vous a empêché de répondre à temps, écrivez à l’acheteur : l’heure de votre envoi est gardée.',
      en: 'This offer was not received. If the platform kept you from answering in time, write to the buyer: the time of your sending is kept.',
    },
  },
  'no-profile-yet': {
    status: 409,
    title: { fr: 'Il n’y a pas encore de profil', en: 'There is no profile yet' },
    detail: { fr: 'Enregistrez d’abord votre profil.', en: 'Save your profile first.' },
  },
  'organisation-unverified': {
    status: 403,
    title: {
      fr: 'Votre organisation n’est pas encore vérifiée',
      en: 'Your organisation is not verified yet',
    },
    detail: {
      fr: 'Votre brouillon est gardé. Demandez à l’opérateur régional de vérifier votre organisation, puis publiez.',
      en: 'Your draft is kept. Ask the regional operator to verify your organisation, then publish.',
    },
  },
  'organisation-suspended': {
    status: 403,
    title: { fr: 'Votre organisation est suspendue', en: 'Your organisation is suspended' },
    detail: {
      fr: 'Rien ne peut être publié en son nom. Adressez-vous à l’opérateur régional.',
      en: 'Nothing can be published in its name. Get in touch with the regional operator.',
    },
  },
  'siren-taken': {
    status: 409,
    title: { fr: 'Une organisation porte déjà ce SIREN', en: 'An organisation already has this SIREN' },
    detail: {
      fr: 'Demandez à la rejoindre : un de ses responsables vous acceptera.',
      en: 'Ask to join it: one of its owners will let you in.',
    },
  },
  'siren-unknown': {
    status: 404,
    title: { fr: 'Aucune organisation ne porte ce SIREN', en: 'No organisation has this SIREN' },
    detail: {
      fr: 'Vérifiez le numéro, ou créez l’organisation : vous en serez responsable.',
      en: 'Check the number, or create the organisation: you will be its owner.',
    },
  },
  'already-member': {
    status: 409,
    title: { fr: 'Cette personne est déjà membre', en: 'This person is already a member' },
    detail: { fr: 'Rien n’a été changé.', en: 'Nothing was changed.' },
  },
  'already-invited': {
    status: 409,
    title: {
      fr: 'Une invitation est déjà en attente pour cette adresse',
      en: 'An invitation is already pending for this address',
    },
    detail: {
      fr: 'Annulez-la d’abord pour en envoyer une autre.',
      en: 'Cancel it first to send another.',
    },
  },
  'last-owner': {
    status: 409,
    title: { fr: 'Il faut garder un responsable', en: 'One owner has to remain' },
    detail: {
      fr: 'Nommez d’abord un autre responsable.',
      en: 'Make someone else an owner first.',
    },
  },
  'invitation-ended': {
    status: 410,
    title: { fr: 'Cette invitation n’est plus valable', en: 'This invitation is no longer valid' },
    detail: {
      fr: 'Elle a expiré, a été annulée ou a déjà servi. Demandez-en une nouvelle.',
      en: 'It has ended, was cancelled or was used. Ask for a new one.',
    },
  },
  'invitation-for-another': {
    status: 403,
    title: {
      fr: 'Cette invitation est pour une autre adresse',
      en: 'This invitation is for another address',
    },
    detail: {
      fr: 'Connectez-vous avec l’adresse qui l’a reçue, ou demandez une invitation pour la vôtre.',
      en: 'Sign in with the address that received it, or ask for one to yours.',
    },
  },
  'key-unknown': {
    status: 401,
    title: { fr: 'Cette clé n’ouvre rien', en: 'This key opens nothing' },
    detail: {
      fr: 'Elle n’existe pas, ou a été retirée. Demandez-en une autre à un responsable de l’organisation.',
      en: 'There is no such key, or it was revoked. Ask an owner of the organisation for another.',
    },
  },
  'key-scope': {
    status: 403,
    title: { fr: 'Cette clé n’ouvre pas cette adresse', en: 'This key does not open this address' },
    detail: {
      fr: 'Il faut une clé qui ait ce droit. Comptes, membres, clés et courriels ne s’ouvrent qu’aux personnes.',
      en: 'It takes a key with this right. Accounts, members, keys and mail open to people only.',
    },
  },
  'too-many-keys': {
    status: 409,
    title: { fr: 'Vous avez déjà 20 clés', en: 'You have 20 keys already' },
    detail: { fr: 'Retirez-en une d’abord.', en: 'Revoke one first.' },
  },
  'too-many-webhooks': {
    status: 409,
    title: { fr: 'Vous avez déjà 10 cibles', en: 'You have 10 targets already' },
    detail: { fr: 'Retirez-en une d’abord.', en: 'Remove one first.' },
  },
  'webhook-off': {
    status: 409,
    title: { fr: 'Cette cible est coupée', en: 'This target is off' },
    detail: { fr: 'Rétablissez-la, puis renvoyez.', en: 'Switch it on, then send again.' },
  },
  'too-many-requests': {
    status: 429,
    title: { fr: 'Trop de demandes en peu de temps', en: 'Too many requests in a short time' },
    detail: { fr: 'Attendez une minute, puis réessayez.', en: 'Wait a minute, then try again.' },
  },
  unavailable: {
    status: 503,
    title: { fr: 'Le service n’est pas prêt', en: 'The service is not ready' },
    detail: { fr: 'Réessayez dans un instant.', en: 'Try again in a moment.' },
  },
  unexpected: {
    status: 500,
    title: { fr: 'Une erreur est survenue de notre côté', en: 'Something went wrong on our side' },
    detail: {
      fr: 'Rien n’a été enregistré. Réessayez ; si cela persiste, donnez-nous le numéro de la demande.',
      en: 'Nothing was saved. Try again; if it persists, give us the request number.',
    },
  },
} as const satisfies Record<string, ProblemKind>

export type ProblemCode = keyof typeof problemKinds
