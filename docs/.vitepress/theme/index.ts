import { useRoute } from "vitepress"
import DefaultTheme from "vitepress/theme-without-fonts"
import { nextTick, onMounted, watch } from "vue"
import "./palette.css"

export default {
  extends: DefaultTheme,
  setup: () => {
    const route = useRoute()
    // The theme's landing page has no main landmark: its content is given the role, in the HTML (config.ts) and on arriving from elsewhere.
    const main = () => nextTick(() => document.querySelector(".VPContent.is-home")?.setAttribute("role", "main"))
    onMounted(main)
    watch(() => route.path, main)
  }
}
