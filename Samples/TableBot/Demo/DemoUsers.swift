/// Who sits at the table of every demo world.
enum DemoUsers {
    static let all = #"""
        [
          {
            "_id": "UserFerrywarden0", "name": "Ferrywarden", "role": 4, "character": null,
            "color": "#8a5a2b", "flags": {}
          },
          {
            "_id": "UserTavi00000000", "name": "Wren", "role": 1, "character": "ActorTavi0000000",
            "color": "#3b7d4f", "flags": {}
          },
          {
            "_id": "UserOdalind00000", "name": "Ilse", "role": 1, "character": "ActorOdalind0000",
            "color": "#c9a227", "flags": {}
          },
          {
            "_id": "UserCorvane00000", "name": "Bram", "role": 1, "character": "ActorCorvane0000",
            "color": "#a23b3b", "flags": {}
          }
        ]
        """#
}
