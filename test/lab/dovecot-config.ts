import { execFileSync } from 'node:child_process'
import { userInfo } from 'node:os'

const self = userInfo()
const isRoot = self.uid === 0

export interface DovecotPlan {
  /** Sockets, logs and configuration: short, because a UNIX socket's path is limited to 107 bytes. */
  runFolder: string
  /** Mail, homes and users. */
  folder: string
  separator: '/' | '.'
  /** One's own folders are called « INBOX.… ». */
  underInbox: boolean
  /** People may share folders (ACL), seen under « partages ». */
  shared: boolean
  ports: { imap: number; imaps: number; lmtp: number; sieve: number }
  certificate: { cert: string; key: string }
}

/** The owner of the mail: root may not own any (Dovecot refuses uid 0), so it lends the files to nobody. */
export function mailOwner(): { uid: number; gid: number } {
  return isRoot ? { uid: 65534, gid: 65534 } : { uid: self.uid, gid: self.gid }
}

/** Dovecot 2.3's whole configuration: nothing is read from /etc. */
export function dovecotConfig(plan: DovecotPlan): string {
  return [general(plan), identity(), listeners(plan), storage(plan), users(plan), plugins(plan)].join('\n')
}

const general = ({ runFolder, certificate }: DovecotPlan): string => `
protocols = imap lmtp sieve
listen = 127.0.0.1
base_dir = ${runFolder}/run
state_dir = ${runFolder}/state
log_path = ${runFolder}/dovecot.log
instance_name = traboule-lab
postmaster_address = postmaster@ac-lyon.example
hostname = mail.ac-lyon.example
ssl = yes
ssl_cert = <${certificate.cert}
ssl_key = <${certificate.key}
ssl_dh =
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_username_format = %Ln
auth_failure_delay = 0
recipient_delimiter = +
lmtp_rcpt_check_quota = yes
mail_max_userip_connections = 10
# Power cuts are not tested here; waiting for the disk would be most of the time.
mail_fsync = never
`

/** An ordinary user can neither change identity nor chroot: every service then runs as that user. */
function identity(): string {
  if (isRoot) return ''
  const unconfined = ['anvil', 'imap-login', 'managesieve-login', 'stats', 'ipc', 'director']
  return `
default_internal_user = ${self.username}
default_login_user = ${self.username}
default_internal_group = ${groupName()}
${unconfined.map((service) => `service ${service} {\n  chroot =\n}`).join('\n')}
`
}

const groupName = (): string => execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim()

const listeners = ({ ports }: DovecotPlan): string => `
service imap-login {
  # One process for many sign-ins: starting one per connection would triple the time of a login.
  service_count = 0
  process_min_avail = 1
  inet_listener imap {
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = ${ports.imaps}
    ssl = yes
  }
}
service lmtp {
  inet_listener lmtp {
    port = ${ports.lmtp}
  }
}
service managesieve-login {
  service_count = 0
  inet_listener sieve {
    port = ${ports.sieve}
  }
}
service anvil {
  # One wrong password would slow down everybody behind the webmail's single address.
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service auth {
  ${isRoot ? 'user = root' : ''}
  # The SMTP listener asks here, as Postfix does.
  unix_listener auth-client {
    mode = 0666
  }
}
`

const storage = ({ folder, separator, underInbox, shared }: DovecotPlan): string => `
first_valid_uid = 1
first_valid_gid = 1
# The home is elsewhere: a .dovecot.sieve inside the maildir would be taken for a folder.
mail_location = maildir:${folder}/mail/%n:UTF-8
namespace inbox {
  inbox = yes
  separator = ${separator}
  prefix = ${underInbox ? `INBOX${separator}` : ''}
${specialFolders.map(([name, use]) => `  mailbox "${name}" {\n    special_use = \\${use}\n    auto = subscribe\n  }`).join('\n')}
}
${shared ? othersFolders(folder, separator) : ''}
`

const othersFolders = (folder: string, separator: string): string => `
namespace others {
  type = shared
  separator = ${separator}
  prefix = partages${separator}%%n${separator}
  location = maildir:${folder}/mail/%%n:UTF-8
  subscriptions = no
  list = children
}
`

const specialFolders = [
  ['Brouillons', 'Drafts'],
  ['Envoyés', 'Sent'],
  ['Archives', 'Archive'],
  ['Indésirables', 'Junk'],
  ['Corbeille', 'Trash'],
] as const

/** One file for each user: a file of all would be looked at again once a second only, too late for a fresh user. */
function users({ folder }: DovecotPlan): string {
  const { uid, gid } = mailOwner()
  return `
passdb {
  driver = passwd-file
  args = username_format=%n ${folder}/users/%n
}
userdb {
  driver = passwd-file
  args = username_format=%n ${folder}/users/%n
  override_fields = uid=${uid} gid=${gid} home=${folder}/home/%n
}
`
}

const plugins = ({ folder, shared }: DovecotPlan): string => `
mail_plugins = quota listescape ${shared ? 'acl' : ''}
protocol imap {
  mail_plugins = $mail_plugins imap_quota ${shared ? 'imap_acl' : ''}
}
protocol lmtp {
  mail_plugins = $mail_plugins sieve
}
plugin {
  quota = count:User quota
  quota_vsizes = yes
  quota_rule = *:storage=2G
${shared ? `  acl = vfile\n  acl_shared_dict = file:${folder}/mail/shared-folders` : ''}
  sieve = file:~/sieve;active=~/.dovecot.sieve
}
`
