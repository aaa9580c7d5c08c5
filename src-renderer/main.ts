/** The page's entry: styles, then the window. */
import { createApp } from 'vue'
import App from './App.vue'
import './fonts.css'
import './tokens.css'
import './base.css'

createApp(App).mount('#app')
