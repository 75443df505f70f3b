import { createRouter, createWebHistory } from 'vue-router'
import LandingPage from './pages/LandingPage.vue'
import { texts } from './texts'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', name: 'landing', component: LandingPage },
    {
      path: '/r/:code',
      name: 'room',
      component: () => import('./pages/RoomPage.vue'),
      props: true,
      meta: { title: texts.room.title },
    },
    {
      path: '/problems/:slug?',
      name: 'problems',
      component: () => import('./pages/ProblemsPage.vue'),
      props: true,
      meta: { title: texts.problems.title },
    },
    {
      path: '/:anything(.*)*',
      name: 'not-found',
      component: () => import('./pages/NotFoundPage.vue'),
      meta: { title: texts.notFound.title },
    },
  ],
})

router.afterEach((to) => {
  const title = to.meta['title']
  document.title = typeof title === 'string' ? `${title} · ${texts.product}` : texts.product
})
