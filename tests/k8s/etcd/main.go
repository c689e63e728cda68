// etcd as its release has it; its own module holds replacements that keep `go install` from building it.
package main

import (
	"os"

	"go.etcd.io/etcd/server/v3/etcdmain"
)

func main() {
	etcdmain.Main(os.Args)
}
