import type { RequestHandler } from 'express'
import helmet from 'helmet'

/**
 * Helmet's defaults, but for what a webmail without scripts of others needs: `same-origin` referrers
 * (`no-referrer` makes browsers send `Origin: null` with our own forms), no inline style, and nothing upgraded
 * to https where the service itself is plain http on loopback.
 */
export function securityHeaders({ https }: { https: boolean }): RequestHandler {
  return helmet({
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: https,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        frameSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    crossOriginEmbedderPolicy: false,
    xFrameOptions: { action: 'deny' },
  })
}

/** For a page that shows remote images its reader asked for. */
export const letRemoteImagesIn = (policy: string) => policy.replace("img-src 'self' data:", "img-src 'self' data: https: http:")
