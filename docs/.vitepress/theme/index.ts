import { useRoute } from "vitepress"
import DefaultTheme from "vitepress/theme-without-fonts"
import { nextTick, onMounted, watch } from "vue"
import "./palette.css"

export default {
  extends: DefaultTheme,
  setup: () => {
    const route = useRoute()
    // Some of the theme's pages have no main landmark (a landing page, "not found"): then their content is given the role.
    const main = () =>
      nextTick(() => {
        if (document.querySelector("main") === null) document.querySelector("#VPContent")?.setAttribute("role", "main")
      })
    onMounted(main)
    watch(() => route.path, main)
  }
}
