import { createRouter, createWebHistory, type RouteLocationNormalized, type RouteRecordRaw } from 'vue-router'
import { chat } from './chat'
import LandingPage from './pages/LandingPage.vue'
import { texts } from './texts'

type Letter = 'verify' | 'forgot' | 'reset'

const letter = (path: string, purpose: Letter): RouteRecordRaw => ({
  path,
  name: purpose,
  component: () => import('./pages/LetterPage.vue'),
  props: (to) => ({ purpose, token: String(to.query['token'] ?? '') }),
  meta: { title: texts.letters[purpose].title },
})

/** A way within this app, whatever else somebody has put into a link. */
const inside = (way: unknown): string =>
  typeof way === 'string' && /^\/(?![/\\])/.test(way) ? way : '/rooms'

/** For whoever is here already; others are shown the door first. */
const roomRoutes: RouteRecordRaw[] = [
  {
    path: '/rooms',
    component: () => import('./pages/RoomsPage.vue'),
    meta: { title: texts.rooms.title },
  },
  {
    path: '/rooms/new',
    component: () => import('./pages/NewRoomPage.vue'),
    meta: { title: texts.rooms.create.title },
  },
  {
    path: '/rooms/directory',
    component: () => import('./pages/DirectoryPage.vue'),
    meta: { title: texts.rooms.directory.title },
  },
  {
    path: '/rooms/:code',
    component: () => import('./pages/RoomPage.vue'),
    props: true,
    meta: { title: texts.room.title },
  },
  {
    path: '/rooms/:room/about',
    component: () => import('./pages/RoomAboutPage.vue'),
    props: true,
    meta: { title: texts.members.link },
  },
  {
    path: '/people',
    component: () => import('./pages/PeoplePage.vue'),
    meta: { title: texts.rooms.people.title },
  },
  {
    path: '/search',
    component: () => import('./pages/SearchPage.vue'),
    props: (to: RouteLocationNormalized) => ({ q: String(to.query['q'] ?? ''), room: String(to.query['room'] ?? '') }),
    meta: { title: texts.search.title },
  },
  {
    path: '/settings',
    component: () => import('./pages/SettingsPage.vue'),
    meta: { title: texts.settings.title, unframed: true },
    children: [
      { path: '', component: () => import('./settings/ProfileSettings.vue') },
      { path: 'security', component: () => import('./settings/SecuritySettings.vue'), meta: { account: true } },
      { path: 'logins', component: () => import('./settings/LoginSettings.vue'), meta: { account: true } },
      { path: 'keys', component: () => import('./settings/KeySettings.vue'), meta: { account: true } },
      { path: 'data', component: () => import('./settings/DataSettings.vue') },
    ],
  },
].map((route) => ({ ...route, meta: { ...route.meta, framed: !('unframed' in route.meta), inside: true } }))

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', name: 'landing', component: LandingPage },
    {
      path: '/r/:code',
      name: 'room',
      component: () => import('./pages/RoomPage.vue'),
      props: true,
      meta: { title: texts.room.title, framed: true },
    },
    ...roomRoutes,
    {
      path: '/problems/:slug?',
      name: 'problems',
      component: () => import('./pages/ProblemsPage.vue'),
      props: true,
      meta: { title: texts.problems.title },
    },
    {
      path: '/login',
      name: 'login',
      component: () => import('./pages/LoginPage.vue'),
      props: (to) => ({ next: inside(to.query['next']) }),
      meta: { title: texts.account.login.title },
    },
    {
      path: '/register',
      name: 'register',
      component: () => import('./pages/RegisterPage.vue'),
      meta: { title: texts.account.register.title },
    },
    letter('/verify-email', 'verify'),
    letter('/forgot-password', 'forgot'),
    letter('/reset-password', 'reset'),
    {
      path: '/:anything(.*)*',
      name: 'not-found',
      component: () => import('./pages/NotFoundPage.vue'),
      meta: { title: texts.notFound.title },
    },
  ],
})

router.beforeEach((to) => {
  const me = chat.sessions.current?.user
  if (to.meta['inside'] && !me) return { path: '/login', query: { next: to.fullPath } }
  if (to.meta['account'] && me?.kind === 'guest') return '/settings'
  return true
})

router.afterEach((to) => {
  const title = to.meta['title']
  document.title = typeof title === 'string' ? `${title} · ${texts.product}` : texts.product
})
