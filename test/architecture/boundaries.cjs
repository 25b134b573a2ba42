/** Who may import whom. Run by `npm run boundaries`; drawn in README, "The map". */
const forbid = (name, comment, [from, to]) => ({ name, comment, severity: 'error', from, to })

/** Of ours, `part` may import itself and `others`. */
const only = (part, others, why) =>
  forbid(`${part}-imports-only`, why, [
    { path: `^src/${part}/` },
    { path: `^src/(?!(${[part, ...others].join('|')})(/|\\.ts$))` },
  ])

module.exports = {
  forbidden: [
    only('mail', [], 'Mail servers in our words: no page, no table, no account of ours.'),
    only('store', [], 'Tables do not know who asks.'),
    only('i18n', [], 'Words and dates serve every page, and know none.'),
    only('http', ['i18n'], 'src/http knows Express and links, never mail, an account or a feature.'),
    only('accounts', ['store'], 'Who the user is hangs on no page and no mail server.'),
    only('work', ['mail', 'accounts', 'store'], 'What waits goes on without a page or a request.'),
    only(
      'list',
      ['work', 'mail', 'accounts', 'http', 'i18n', 'services'],
      'What every list of messages shares, whichever page shows it.',
    ),
    only(
      'features',
      ['list', 'work', 'mail', 'accounts', 'http', 'i18n', 'services'],
      'Pages ask for mail and people; tables come as repositories, passed in.',
    ),

    forbid('front-doors', 'Import from src/mail, not from the files inside it; likewise work, accounts, store.', [
      { path: '^src/([^/]+)' },
      { path: '^src/(work|mail|accounts|store)/(?!index\\.ts$)', pathNot: '^src/$1/' },
    ]),
    forbid('features-do-not-mix', 'What two features share moves down, to list/, work/, mail/ or http/.', [
      { path: '^src/features/([^/]+)/' },
      { path: '^src/features/', pathNot: '^src/features/$1/' },
    ]),
    forbid(
      'services-are-passed-in',
      'Types of src/services.ts are for everybody; the parts themselves come as arguments, from server.ts.',
      [{ path: '^src/(?!server\\.ts$)' }, { path: '^src/services\\.ts$', dependencyTypesNot: ['type-only'] }],
    ),
    forbid('mail-libraries-stay-in-mail', 'Features speak MailAccount, never IMAP or SMTP.', [
      { path: '^src/(?!mail/)' },
      { path: 'node_modules/(@types/)?(imapflow|nodemailer|postal-mime|libmime|sanitize-html|css-tree)/' },
    ]),
    forbid('mail-knows-no-web', 'src/mail could serve a command-line program unchanged.', [
      { path: '^src/mail/' },
      { path: 'node_modules/(@types/)?(express|ejs)/' },
    ]),
    forbid('no-tests-in-src', 'What runs in a school never needs the lab.', [{ path: '^src/' }, { path: '^test/' }]),
    forbid('no-circles', 'Two files that need each other are one file.', [{ path: '^src/' }, { circular: true }]),
    forbid('no-dead-files', 'Nothing imports it and it imports nothing; types of a library are found by its name.', [
      { orphan: true, path: '^src/', pathNot: '\\.d\\.ts$' },
      {},
    ]),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true, // type imports count
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'] },
  },
}
