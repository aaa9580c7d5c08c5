/** After freshModules, where a worker has a page as well: nobody has written on it, and nobody has stored anything. */
document.head.innerHTML = ''
document.body.innerHTML = ''
localStorage.clear()
sessionStorage.clear()
Reflect.deleteProperty(window, 'lab')
