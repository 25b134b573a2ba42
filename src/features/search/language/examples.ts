/** What is taught of the language, in the words of each: for the page that explains it, and for who was misunderstood. */
export const examples = {
  fr: {
    words: 'conseil classe',
    phrase: '« conseil de classe » -4e',
    either: 'bus OU car',
    from: 'de:dupont',
    to: 'à:vie.scolaire cc:cpe',
    subject: 'objet:sortie texte:autocar liste:profs',
    dates: 'après:12/03/2025 avant:"mars 2026"',
    on: 'le:hier le:2019',
    size: 'plus:5Mo moins:100Ko',
    file: 'pièce:oui pièce:pdf',
    state: 'est:nonlu est:suivi est:répondu',
    folder: 'dans:"Vie scolaire"',
    label: 'étiquette:important',
  },
  en: {
    words: 'council class',
    phrase: '"class council" -4th',
    either: 'bus OR coach',
    from: 'from:dupont',
    to: 'to:office cc:head',
    subject: 'subject:trip body:coach list:teachers',
    dates: 'after:12/03/2025 before:"March 2026"',
    on: 'on:yesterday on:2019',
    size: 'larger:5MB smaller:100KB',
    file: 'attachment:yes attachment:pdf',
    state: 'is:unread is:flagged is:answered',
    folder: 'in:"School office"',
    label: 'label:important',
  },
} as const

export type Example = keyof (typeof examples)['fr']

export const taught = Object.keys(examples.fr) as Example[]
